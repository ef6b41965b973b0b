import type { Launcher } from '../launcher.ts';
import { interactiveFiles, loginFiles } from '../login-files.ts';

/** Servers that let people in: what their shells read then. */
export const logins: Launcher = {
  name: 'logins',
  reads: [],
  programs: /^(?:sshd|dropbear|login|agetty|getty|telnetd|in\.telnetd|ttyd|wetty|gotty)$/,
  *follow(call) {
    yield* loginFiles(call);
    yield* interactiveFiles(call);
  },
};
