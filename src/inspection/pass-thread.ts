import { serveLayerJobs } from '../filesystem/layer-thread.ts';
import { passPlan } from './toolbox.ts';

serveLayerJobs(passPlan('needed').taps);
