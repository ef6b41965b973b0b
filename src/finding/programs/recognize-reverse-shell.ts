import { addressKind } from './address.ts';
import { type Constants, constantsOf, literalOf } from './constants.ts';
import { around, excerptAt, places, type Recognition, type SourceLanguage } from './recognition.ts';
import { awkShell, goShell, javaShell, nodeShell, powershellShell } from './shells/compiled.ts';
import { luaShell, perlShell, phpShell, pythonShell, rubyShell } from './shells/scripts.ts';
import type { ShellShape } from './shells/shell-shape.ts';

const SHAPES: readonly ShellShape[] = [
  pythonShell,
  perlShell,
  phpShell,
  rubyShell,
  luaShell,
  nodeShell,
  javaShell,
  goShell,
  powershellShell,
  awkShell,
];
const NEAR = { before: 1_500, after: 2_500 };

/** Code that ties a shell to a connection, either way. Without a language all of them are tried. */
export function recognizeReverseShell(text: string, language?: SourceLanguage): Recognition[] {
  const lower = text.toLowerCase();
  const found: Recognition[] = [];
  for (const shape of SHAPES) {
    if (language !== undefined && shape.language !== language) continue;
    if (!shape.mentions.some((each) => lower.includes(each))) continue;
    const reverse = connecting(text, shape);
    if (reverse) found.push(reverse);
    const bind = reverse ? undefined : listening(text, shape);
    if (bind) found.push(bind);
  }
  return found;
}

function connecting(text: string, shape: ShellShape): Recognition | undefined {
  let constants: Constants | undefined;
  let best: Recognition | undefined;
  for (const pattern of shape.connects) {
    for (const match of places(text, pattern)) {
      if (isComment(text, match.index)) continue;
      const near = around(text, match.index, NEAR);
      if (!isTied(near, shape)) continue;
      constants ??= constantsOf(text);
      const address = addressOf(match.groups ?? {}, constants);
      const weight = weightOf(address);
      if (best && (best.weight === weight || best.weight === 'certain')) continue;
      best = {
        rule: 'malware/reverse-shell-program',
        weight,
        family: 'remote-shell',
        at: match.index,
        excerpt: excerptAt(text, match.index),
        does: `opens a shell to ${address.host === undefined ? 'an address that it is given' : named(address)} (${shape.language})`,
      };
    }
  }
  return best;
}

interface Address {
  readonly host: string | undefined;
  readonly port: string | undefined;
}

function addressOf({ host, port, address }: Record<string, string>, constants: Constants): Address {
  const joined = address === undefined ? undefined : literalOf(address, constants);
  const whole = joined ?? (port === undefined ? literalOf(host, constants) : undefined);
  if (whole !== undefined) {
    const parts = /^(?:\w{2,5}:\/\/)?\[?([^\]/]{1,253}?)\]?(?::(\d{1,5}))?(?:\/.{0,200})?$/.exec(whole);
    return { host: parts?.[1], port: parts?.[2] };
  }
  if (address !== undefined) return { host: undefined, port: undefined };
  return { host: literalOf(host, constants) ?? bareHost(host), port: literalOf(port, constants) };
}

/** Hosts that are no literals in their language: `/inet/tcp/0/192.0.2.1/4444`. */
function bareHost(host: string | undefined): string | undefined {
  return host !== undefined &&
    /^[\d.]{7,15}$|^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}$/i.test(host) &&
    !/^\w+\.\w+$/.test(host)
    ? host
    : undefined;
}

function weightOf({ host, port }: Address): Recognition['weight'] {
  const kind = addressKind(host);
  if (kind === 'local' || kind === 'placeholder') return 'weak';
  return kind === 'remote' && port !== undefined ? 'certain' : 'strong';
}

function named({ host, port }: Address): string {
  return port === undefined ? `${host}` : `${host}:${port}`;
}

function listening(text: string, shape: ShellShape): Recognition | undefined {
  if (!shape.listens) return undefined;
  for (const match of places(text, shape.listens)) {
    if (isComment(text, match.index)) continue;
    const near = around(text, match.index, NEAR);
    if (!/accept|Listen\s{0,4}=>|createServer\(/i.test(near) || !isTied(near, shape)) continue;
    if (/\.(?:bind|listen)\(\s{0,8}\(?\s{0,8}["'](?:127\.|localhost|::1)/.test(near)) continue;
    return {
      rule: 'malware/bind-shell-program',
      weight: 'strong',
      family: 'remote-shell',
      at: match.index,
      excerpt: excerptAt(text, match.index),
      does: `gives a shell to whoever connects to it (${shape.language})`,
    };
  }
  return undefined;
}

function isTied(near: string, { ways }: ShellShape): boolean {
  return ways.some((way) => way.every((pattern) => pattern.test(near)));
}

/** On a line that begins as a comment. */
function isComment(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at) + 1;
  return (
    at - start < 2_000 && /^\s{0,200}(?:#(?!!)|\/\/|\*|--|rem\s)/i.test(text.slice(start, Math.min(at, start + 300)))
  );
}
