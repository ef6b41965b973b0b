import { baseName } from '../../behavior/paths.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild, pathOf, UNKNOWN } from '../commands/seen-command.ts';

const SHELL = /^(?:ba|da|z|k|a)?sh$|^busybox$|^(?:find|cp|vim?|nano|python[\d.]*|perl|ruby|node|php|env|awk|gdb)$/;
const ODD_PLACE = /^(?:tmp|var\/tmp|dev|run|var\/run)\/|(?:^|\/)\.[^./]/;

/** Shells that commands make run as root for everybody. */
export const recogniseSetuid: Recognise = function* (script) {
  const copies = new Map<string, string>();
  for (const { path, source } of writesIn(script)) if (source !== undefined) copies.set(path, source);
  for (const seen of script.commands) {
    if (isBuild(seen)) continue;
    const [mode = '', ...files] = seen.words
      .slice(1)
      .filter((word) => !/^-[a-zA-Z-]*[a-qv-z]/i.test(word) || /^[ugoa]*\+/.test(word));
    const isMode = seen.name === 'chmod' && /^0?[4-7]\d{3}$|^[ugoa]*\+[rwx]*s/.test(mode);
    const isCapability =
      seen.name === 'setcap' && /cap_(?:setuid|setgid|sys_admin|dac_override|sys_ptrace)|=\+?ep|^all/.test(mode);
    if (!isMode && !isCapability) continue;
    for (const file of files) {
      const path = pathOf(seen, file);
      if (file.includes(UNKNOWN)) continue;
      const source = copies.get(path);
      const isShell = SHELL.test(baseName(path)) || (source !== undefined && SHELL.test(baseName(source)));
      if (!isShell && !(source !== undefined && ODD_PLACE.test(path))) continue;
      const what = source === undefined ? `/${path}` : `/${path}, a copy of /${source},`;
      const does = isMode
        ? `makes ${what} run as root for everybody (setuid shell)`
        : `gives ${what} the capabilities of root`;
      yield [seen, { rule: 'malware/setuid-by-command', weight: 'strong', family: 'persistence', does }];
    }
  }
};

export const setuidByCommand = commandDetector({
  name: 'setuid-by-command',
  rules: [
    {
      id: 'malware/setuid-by-command',
      title: 'Setuid shell made by a command',
      meaning:
        'A command of the running container makes a shell, or a program that can start one, run as root for whoever calls it: a back door for an attacker who comes again without rights.',
      severity: 'high',
      falsePositives:
        'Builds set such bits on ping, su and sudo: only shells and interpreters count, and only while the container runs.',
      references: ['T1548.001', 'https://attack.mitre.org/techniques/T1548/001/'],
    },
  ],
  recognise: recogniseSetuid,
});
