/** Imports point one way. Each rule says why. @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'In a circle no file can be read without all the others.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      comment:
        'All judgement is in core and can be asked without AWS: it knows only itself, a schema library and a calendar.',
      severity: 'error',
      from: { path: '^functions/core/' },
      to: { pathNot: '^functions/core/|(^|/)node_modules/(zod|temporal-polyfill)/' },
    },
    {
      name: 'aws-knows-core',
      comment: 'SDK errors stop at functions/aws, which knows core and no handler.',
      severity: 'error',
      from: { path: '^functions/aws/' },
      to: { path: '^functions/', pathNot: '^functions/(aws|core)/' },
    },
    {
      name: 'sdk-only-in-aws',
      comment: 'One place knows what AWS says on the wire.',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/aws/' },
      to: { path: '(^|/)node_modules/@aws-sdk/' },
    },
    {
      name: 'nobody-imports-handlers',
      comment: 'A handler is an entry point: importing it would read its environment.',
      severity: 'error',
      from: { path: '^(functions|infra|local|bench|conformance|verify|cli)/' },
      to: { path: '^functions/handlers/' },
    },
    {
      name: 'functions-know-no-deployment',
      comment: 'A bundle holds what runs, not what deploys or plays it.',
      severity: 'error',
      from: { path: '^functions/' },
      to: {
        path: '^(infra|local|bench|test|conformance|verify|cli|faults)/|(^|/)node_modules/(aws-cdk-lib|constructs)/',
      },
    },
    {
      name: 'infra-takes-names-and-policy',
      comment: 'Handlers are taken by path; only the variable names and the policy are shared.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^functions/', pathNot: '^functions/(environment|core/policy(-props)?)\\.ts$' },
    },
    {
      name: 'doubles-know-nothing-of-us',
      comment:
        'A double that imports what it judges agrees with its mistakes; only the report reads the ledger.',
      severity: 'error',
      from: { path: '^local/', pathNot: '^local/report\\.ts$' },
      to: { path: '^(functions|infra)/' },
    },
    {
      name: 'the-report-reads-the-ledger',
      comment: 'And nothing else of ours.',
      severity: 'error',
      from: { path: '^local/report\\.ts$' },
      to: { path: '^(functions|infra)/', pathNot: '^functions/(aws/ledger|core/case)\\.ts$' },
    },
    {
      name: 'no-dead-code',
      comment: 'What nothing reaches is not maintained either.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(functions|infra|local|bench|conformance|statemachine|verify|cli)/',
        pathNot: '\\.d\\.ts$',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
