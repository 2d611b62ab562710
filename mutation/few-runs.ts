/** Properties are tried with the same few values for each mutant: many runs of many mutants would take hours. */
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 5, seed: 20261123 });
