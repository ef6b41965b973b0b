import { workerData } from 'node:worker_threads';
import { serveLayerJobs } from '../filesystem/layer-thread.ts';
import type { Brought } from './brought.ts';
import { passPlan } from './toolbox.ts';

const brought = workerData as Brought | null;
serveLayerJobs(passPlan('needed', brought ?? {}).taps);
