import { serveLayerJobs } from '../../src/filesystem/layer-thread.ts';

/** Ends its thread at a file named `crash`. */
serveLayerJobs([
  {
    name: 'crash',
    version: 1,
    wants: (file) => file.path === 'crash',
    examine: () => process.exit(3),
  },
]);
