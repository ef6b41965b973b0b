import type { SecretKind } from '../secret-kind.ts';
import { awsKinds } from './aws.ts';
import { cloudKinds } from './cloud.ts';
import { codeHostingKinds } from './code-hosting.ts';
import { documentKinds } from './documents.ts';
import { infrastructureKinds } from './infrastructure.ts';
import { intelligenceKinds } from './intelligence.ts';
import { messagingKinds } from './messaging.ts';
import { monitoringKinds } from './monitoring.ts';
import { paymentKinds } from './payment.ts';
import { privateKeyKinds } from './private-keys.ts';
import { registryKinds } from './registries.ts';
import { serviceKinds } from './services.ts';
import { urlKinds } from './urls.ts';

/** All kinds of secrets that are looked for in every file. */
export const secretKinds: readonly SecretKind[] = [
  ...awsKinds,
  ...cloudKinds,
  ...codeHostingKinds,
  ...documentKinds,
  ...infrastructureKinds,
  ...intelligenceKinds,
  ...messagingKinds,
  ...monitoringKinds,
  ...paymentKinds,
  ...privateKeyKinds,
  ...registryKinds,
  ...serviceKinds,
  ...urlKinds,
];
