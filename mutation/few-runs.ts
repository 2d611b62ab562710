/** Properties are tried with the same few values for each mutant, and one that fails is not made smaller. */
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 5, seed: 20261123, endOnFailure: true });
