import type { Rule } from '../detector.ts';

export const reverseShellRule: Rule = {
  id: 'malware/reverse-shell-program',
  title: 'Reverse shell in a program',
  meaning:
    'A program opens a connection and hands a shell to it. Whoever waits at the other end commands the container.',
  severity: 'critical',
  falsePositives:
    'Terminals and remote-execution tools start shells, too. Told apart by the tie: connection, shell, and the code that joins them stand together, in code and not in a comment, a document or a collection of payloads.',
  references: ['T1059', 'T1571'],
};

export const bindShellRule: Rule = {
  id: 'malware/bind-shell-program',
  title: 'Bind shell in a program',
  meaning: 'A program listens on a port and hands a shell to whoever connects.',
  severity: 'critical',
  falsePositives: 'Servers that start processes for their clients do not tie the connection itself to a shell.',
  references: ['T1059', 'T1205'],
};

export const encodedProgramRule: Rule = {
  id: 'malware/encoded-program',
  title: 'Encoded program that decodes and runs itself',
  meaning: 'A program carries another one encoded or compressed, decodes it and runs it, so that nobody reads it.',
  severity: 'high',
  falsePositives:
    'Installers and licence checks embed archives and code. What comes out is decoded and judged by the same rules; it counts as strong only when that is hostile or encoded again.',
  references: ['T1027', 'T1140'],
};

export const fetchedProgramRule: Rule = {
  id: 'malware/program-fetched-and-run',
  title: 'Code downloaded and run by a program',
  meaning:
    'A program fetches code from the network and runs it without looking at it. What it does is decided by whoever owns the address.',
  severity: 'high',
  falsePositives:
    'Installers of well-known projects, fetched over HTTPS from their own hosts, are left out; hosts where anybody may put files count little.',
  references: ['T1105', 'T1059'],
};

export const stolenSecretsRule: Rule = {
  id: 'malware/environment-sent-away',
  title: 'Credentials or environment sent away',
  meaning: 'A program reads the environment or files of credentials and sends them to a host that it names.',
  severity: 'critical',
  falsePositives:
    'Clients that read the credentials of their own service and error reporters; told apart by the host that is written beside it.',
  references: ['T1552.001', 'T1041'],
};

export const webShellRule: Rule = {
  id: 'malware/web-shell',
  title: 'Web shell',
  meaning: 'A page runs what a request brings as code or as a command. Whoever knows its address commands the server.',
  severity: 'critical',
  falsePositives:
    'Applications that are vulnerable by mistake or for teaching mix requests into longer commands; only what a request brings as a whole counts. Test folders, rule sets and collections of payloads are told apart by their paths.',
  references: ['T1505.003'],
};

export const installHookRule: Rule = {
  id: 'malware/install-hook',
  title: 'Hostile install hook of a package',
  meaning:
    'A script that a package manager runs while installing downloads and runs code, opens a shell or sends secrets away.',
  severity: 'critical',
  falsePositives: "Hooks that compile, or that fetch prebuilt files with the package's own program, are left alone.",
  references: ['T1195.002', 'T1059'],
};
