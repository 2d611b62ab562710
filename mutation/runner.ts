/**
 * Stryker's test runner for core: loads its tests once and calls them in this very process. They are pure and have
 * no hooks, so a mutant costs milliseconds; with a vitest of its own it would cost half a second.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type CompleteDryRunResult,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { collectTests, type File, getFn, type Suite, type Test } from '@vitest/runner';
import './few-runs.ts';

/** Where instrumented code finds which mutant is active, and leaves what it ran. */
const space: InstrumenterContext = {};
Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: space });

/** @returns of what the tests of core are, absolute, in the tree that Stryker has changed */
function testFiles(): readonly string[] {
  const names = readdirSync('test/core', { recursive: true, encoding: 'utf8' });
  const ofCore = names.filter((name) => name.endsWith('.test.ts')).map((name) => path.join('core', name));
  return [...ofCore, 'decision-table.test.ts', 'letters.test.ts'].map((name) => path.resolve('test', name));
}

/** What vitest needs to know to find the tests in a file; it is not asked to run them. */
const finder = {
  config: { root: process.cwd(), setupFiles: [], sequence: {}, tags: [], allowOnly: false },
  importFile: (file: string) => import(pathToFileURL(file).href),
} as unknown as Parameters<typeof collectTests>[1];

const testsIn = (task: File | Suite | Test): readonly Test[] =>
  task.type === 'test' ? [task] : task.tasks.flatMap(testsIn);

const nameOf = (task: Test | Suite): string =>
  task.suite === undefined ? task.name : `${nameOf(task.suite)} ${task.name}`;

/** @returns why it failed, null when it did not */
async function failureOf(test: Test): Promise<string | null> {
  try {
    await getFn(test)();
    return null;
  } catch (error) {
    return String(error);
  }
}

class CoreTests implements TestRunner {
  static readonly inject = [] as const;
  #tests: readonly Test[] = [];

  /** Nothing needs to be loaded again, since no mutant is active while it is: see ignoreStatic. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  /**
   * Runs all as it is, too: what is built at its first use and then kept is so built without a mutant, and a mutant
   * meets the quick ones first.
   */
  async init(): Promise<void> {
    const files = await collectTests([...testFiles()], finder);
    const broken = files.flatMap(
      ({ result, filepath }) => result?.errors?.map(({ message }) => `${filepath}: ${message}`) ?? [],
    );
    if (broken.length > 0) throw new Error(broken.join('\n'));
    const found = files.flatMap(testsIn);
    const { tests } = await this.#run(found, true);
    const took = new Map(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    this.#tests = found.sort((a, b) => (took.get(a.id) ?? 0) - (took.get(b.id) ?? 0));
  }

  async dryRun(): Promise<DryRunResult> {
    const result = await this.#run(this.#tests, true);
    return space.mutantCoverage === undefined ? result : { ...result, mutantCoverage: space.mutantCoverage };
  }

  async mutantRun({ activeMutant, hitLimit, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    const tests = this.#tests.filter(({ id }) => testFilter?.includes(id) ?? true);
    Object.assign(space, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const result = await this.#run(tests, false);
    const endless = determineHitLimitReached(space.hitCount, hitLimit);
    for (const name of ['activeMutant', 'hitCount', 'hitLimit'] as const) delete space[name];
    const verdict = toMutantRunResult(endless ?? result);
    if (verdict.status === 'killed') await this.#provenInnocent(verdict.killedBy);
    return verdict;
  }

  /** A test that fails without its mutant, too, was broken by an earlier one, which left something behind. */
  async #provenInnocent(ids: readonly string[]): Promise<void> {
    for (const test of this.#tests.filter(({ id }) => ids.includes(id))) {
      const failure = await failureOf(test);
      if (failure !== null)
        throw new Error(`${nameOf(test)}: expected to pass without a mutant, got ${failure}`);
    }
  }

  /** @param all whether those after one that failed run, too */
  async #run(tests: readonly Test[], all: boolean): Promise<CompleteDryRunResult> {
    const results = [];
    for (const test of tests) {
      space.currentTestId = test.id;
      const began = performance.now();
      const failureMessage = await failureOf(test);
      const about = { id: test.id, name: nameOf(test), timeSpentMs: performance.now() - began };
      if (failureMessage === null) results.push({ ...about, status: TestStatus.Success as const });
      else results.push({ ...about, status: TestStatus.Failed as const, failureMessage });
      if (failureMessage !== null && !all) break;
    }
    delete space.currentTestId;
    return { status: DryRunStatus.Complete, tests: results };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'core', CoreTests)];
