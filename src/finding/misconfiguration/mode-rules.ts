import { cis, type Misconfiguration } from './misconfiguration.ts';

export const setuidFiles: Misconfiguration = {
  id: 'misconfiguration/setuid-files',
  title: 'Setuid and setgid files beyond the distribution’s',
  meaning:
    'Programs that no package of the distribution brought run with the rights of their owner, whoever starts them.',
  severity: 'low',
  falsePositives:
    'Unmodified files of packages, and the programs that distributions make setuid (su, passwd, mount, …), are left out. Browsers bring a setuid sandbox.',
  references: ['CIS-DI-0008', cis('4.8'), 'T1548.001'],
  fix: 'Take the bits away (chmod a-s), or run with --security-opt no-new-privileges.',
};

export const setuidTool: Misconfiguration = {
  id: 'misconfiguration/setuid-shell',
  title: 'Setuid shell or interpreter',
  meaning:
    'A shell, interpreter or tool that can run programs or write any file has the setuid or setgid bit: it makes everybody root.',
  severity: 'high',
  falsePositives: 'No distribution ships these so. Whether it is a backdoor or a mistake cannot be told from the bit.',
  references: ['CIS-DI-0008', cis('4.8'), 'T1548.001'],
  fix: 'Take the bits away: chmod a-s.',
};

export const openSystemFile: Misconfiguration = {
  id: 'misconfiguration/world-writable-system-file',
  title: 'System files that every user can write to',
  meaning:
    'Programs, libraries or files that steer the system can be replaced by whatever user gets into the container.',
  severity: 'medium',
  falsePositives:
    'Folders that the sticky bit protects, links and devices are left out; so are libraries of languages.',
  references: ['CWE-732', 'T1222.002'],
  fix: 'Take the right away: chmod o-w.',
};

export const openProgram: Misconfiguration = {
  id: 'misconfiguration/world-writable-program',
  title: 'Programs that every user can write to',
  meaning:
    'Programs or scripts outside of the system’s folders can be replaced by whatever user gets into the container.',
  severity: 'low',
  falsePositives:
    'Images that run under any user id open their own folders on purpose; group write is enough for that.',
  references: ['CWE-732'],
  fix: 'Take the right away: chmod o-w; COPY --chmod=755.',
};

export const modeRules: readonly Misconfiguration[] = [openProgram, openSystemFile, setuidFiles, setuidTool];
