import type { Launcher } from '../launcher.ts';
import { at } from './at.ts';
import { cron } from './cron.ts';
import { env } from './env.ts';
import { folderRunners } from './folder-runners.ts';
import { init } from './init.ts';
import { java } from './java.ts';
import { logins } from './logins.ts';
import { node } from './node.ts';
import { npm } from './npm.ts';
import { openrc } from './openrc.ts';
import { perl } from './perl.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { pythonServers } from './python-servers.ts';
import { ruby } from './ruby.ts';
import { runit } from './runit.ts';
import { s6 } from './s6.ts';
import { s6Overlay } from './s6-overlay.ts';
import { shells } from './shells.ts';
import { supervisord } from './supervisord.ts';
import { systemd } from './systemd.ts';
import { userSwitchers } from './user-switchers.ts';
import { wrappers } from './wrappers.ts';

/** Every launcher. All that know a program of that name are asked, in this order. */
export const launchers: readonly Launcher[] = [
  at,
  cron,
  env,
  folderRunners,
  init,
  java,
  logins,
  node,
  npm,
  openrc,
  perl,
  php,
  python,
  pythonServers,
  ruby,
  runit,
  s6,
  s6Overlay,
  shells,
  supervisord,
  systemd,
  userSwitchers,
  wrappers,
];
