import { serveRules } from '../finding/yara/rule-process.ts';

serveRules();
