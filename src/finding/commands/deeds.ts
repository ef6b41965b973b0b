import { downloadsRun, tellDownload, weighDownload } from './downloads.ts';
import { minerCommand } from './miner-words.ts';
import { type CommandScript, type SeenCommand, UNKNOWN } from './seen-command.ts';
import { opensShellOnSocket, socketShells } from './socket-shells.ts';

/** What a script would do that no ordinary job does, in the words of a story; the first is the plainest. */
export function deedsOf(script: CommandScript): string[] {
  const deeds: string[] = [];
  for (const run of downloadsRun(script)) {
    const weight = weighDownload(run, script);
    if (weight === 'certain' || weight === 'strong') deeds.push(tellDownload(run, weight).does);
  }
  for (const { peer, listens } of socketShells(script))
    deeds.push(listens ? 'lets in a shell from the network' : `opens a shell to ${peer ?? 'another machine'}`);
  for (const seen of script.commands) {
    if (minerCommand(seen)?.isMiner) deeds.push('starts a cryptocurrency miner');
    if (isInterpreter(seen) && seen.words.some(opensShellOnSocket))
      deeds.push(`opens a shell to ${peerIn(seen) ?? 'another machine'} with ${seen.name}`);
    if (seen.command.place.decoded.some((way) => /^(?:base64|base32|hex|gzip)$/.test(way)))
      deeds.push('runs a script that is encoded');
    if (isFromTemporary(seen))
      deeds.push(`runs ${seen.words.find((word) => TEMPORARY.test(word)) ?? 'a temporary file'}`);
  }
  return [...new Set(deeds)];
}

const TEMPORARY = /^\/(?:tmp|var\/tmp|dev\/shm)\/[^\s]{1,200}$/;

function isFromTemporary({ words, name }: SeenCommand): boolean {
  const [program = '', first = ''] = words;
  return (
    TEMPORARY.test(program) ||
    (/^(?:ba|da|a|z)?sh$|^python[\d.]*$|^perl$/.test(name) && TEMPORARY.test(first) && !first.includes(UNKNOWN))
  );
}

function isInterpreter({ name }: SeenCommand): boolean {
  return /^(?:python[\d.]*|perl|ruby|php[\d.]*|node|nodejs|lua)$/.test(name);
}

function peerIn({ words }: SeenCommand): string | undefined {
  const text = words.join(' ').slice(0, 16_384);
  return /['"]((?:\d{1,3}\.){3}\d{1,3}|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})['"]/i.exec(text)?.[1];
}
