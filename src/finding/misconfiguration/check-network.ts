import type { PlanStep } from '../../behavior/startup-plan.ts';
import type { Evidence, Finding } from '../finding.ts';
import { noHealthcheck, plainLogin, privilegedPort, sshServer } from './config-rules.ts';
import type { ConfigSubject } from './config-subject.ts';
import { excerpt, misconfigured } from './misconfiguration.ts';

const TELNET_SERVERS = /^(?:telnetd|in\.telnetd|rshd|in\.rshd|rlogind|in\.rlogind|rexecd|in\.rexecd|utelnetd)$/;
const FTP_SERVERS = /^(?:vsftpd|proftpd|pure-ftpd|in\.ftpd|ftpd|tftpd|in\.tftpd|atftpd)$/;
const SSH_SERVERS = /^(?:sshd|dropbear)$/;

/** Judges what the container offers on the network. */
export function checkNetwork({ image, startup }: ConfigSubject): Finding[] {
  const { config } = image;
  const ports = config.exposedPorts.slice(0, 1_000).flatMap((text) => {
    const [, port] = /^(\d{1,5})(?:\/(?:tcp|udp|sctp))?$/i.exec(text) ?? [];
    return port === undefined
      ? []
      : [{ port: Number(port), evidence: { field: 'config.exposedPorts', excerpt: excerpt(text) } }];
  });
  const servers = startedPrograms(startup.steps);
  const findings: Finding[] = [];

  const ssh = [...ports.filter(({ port }) => port === 22), ...servers.filter(({ name }) => SSH_SERVERS.test(name))];
  if (ssh.length > 0) {
    const isStarted = servers.some(({ name }) => SSH_SERVERS.test(name));
    const title = isStarted ? 'The container starts an SSH server' : 'The container exposes port 22, SSH';
    findings.push(misconfigured(sshServer, { title, evidence: ssh.map(({ evidence }) => evidence) }));
  }
  const isTelnet = (each: { port?: number; name?: string }): boolean =>
    [23, 512, 513, 514].includes(each.port ?? 0) || TELNET_SERVERS.test(each.name ?? '');
  // 514/udp is syslog.
  const telnet = [...ports.filter(({ evidence }) => !/udp/i.test(evidence.excerpt)), ...servers].filter(isTelnet);
  if (telnet.length > 0) {
    const title = 'The container offers telnet or rsh';
    findings.push(misconfigured(plainLogin, { title, evidence: telnet.map(({ evidence }) => evidence) }));
  }
  const ftp = [...ports.filter(({ port }) => port === 21), ...servers.filter(({ name }) => FTP_SERVERS.test(name))];
  if (ftp.length > 0) {
    const evidence = ftp.map(({ evidence }) => evidence);
    findings.push(
      misconfigured(plainLogin, { title: 'The container offers FTP', evidence, severity: 'low', about: 'ftp' }),
    );
  }
  const low = ports.filter(({ port }) => port > 0 && port < 1024);
  if (low.length > 0 && !/^(?:|root|0+)$/.test((config.user ?? '').split(':', 1)[0] ?? '')) {
    const title = 'A port below 1024 is exposed, and the user is not root';
    findings.push(misconfigured(privilegedPort, { title, evidence: low.map(({ evidence }) => evidence) }));
  }
  const hasCheck = (config.healthcheck?.test.length ?? 0) > 0 && config.healthcheck?.test[0] !== 'NONE';
  if (ports.length > 0 && !hasCheck) {
    const evidence = [{ field: 'config.healthcheck', excerpt: config.healthcheck ? 'NONE' : 'no HEALTHCHECK' }];
    findings.push(
      misconfigured(noHealthcheck, { title: 'The image offers a service without a HEALTHCHECK', evidence }),
    );
  }
  return findings;
}

const MOST_STEPS = 20_000;

function startedPrograms(steps: readonly PlanStep[]): { name: string; evidence: Evidence }[] {
  const found: { name: string; evidence: Evidence }[] = [];
  const pending = [...steps];
  for (let seen = 0, step = pending.pop(); step !== undefined && seen < MOST_STEPS; step = pending.pop(), seen++) {
    pending.push(...step.steps);
    if (step.reach !== 'started' || (step.when !== 'start' && step.when !== 'service')) continue;
    const program = step.command.slice(0, 1_000).trim().split(/\s/, 1)[0] ?? '';
    const name = program.slice(program.lastIndexOf('/') + 1);
    if (!SSH_SERVERS.test(name) && !TELNET_SERVERS.test(name) && !FTP_SERVERS.test(name)) continue;
    found.push({ name, evidence: { ...(step.path ? { path: step.path } : {}), excerpt: excerpt(step.command) } });
  }
  return found;
}
