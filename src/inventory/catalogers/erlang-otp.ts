import { FormatError } from '../../base/errors.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { type ErlangTerm, erlangText, firstErlangTerm, taggedTuple } from '../../format/erlang-terms.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { mayOwnFolder } from '../claims.ts';
import { declaredWord } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf, nameOf } from '../folder-path.ts';

/** Erlang and Elixir applications of OTP installations and releases. */
export const erlangOtp: Cataloger = {
  name: 'erlang-otp',
  version: 1,
  reads: [glob('**/ebin/*.app'), glob('**/releases/*/*.rel')],
  *catalog(file) {
    const term = firstErlangTerm(descriptionText(file));
    yield file.path.endsWith('.rel') ? runtimeOf(term) : applicationOf(term, file);
  },
};

/** Applications that come with Erlang/OTP or Elixir themselves. All others are taken to be from Hex, as nearly all are. */
const PLATFORM = new Set(
  `asn1 common_test compiler crypto debugger dialyzer diameter edoc eldap erl_docgen erl_interface erts et eunit ftp
  inets jinterface kernel megaco mnesia observer odbc os_mon parsetools public_key reltool runtime_tools sasl snmp ssh
  ssl stdlib syntax_tools tftp tools wx xmerl eex elixir ex_unit hex iex logger mix rebar`.split(/\s+/),
);

/** `{application, Name, [{vsn, "1.2"}, …]}` */
function applicationOf(term: ErlangTerm, file: KeptFile): FoundPackage {
  const [declaredName, properties] = taggedTuple(term, 'application') ?? [];
  const name = declaredWord(erlangText(declaredName));
  if (!name || properties?.kind !== 'list') throw new FormatError('not an application resource');
  const versions = properties.items.map((property) => erlangText(taggedTuple(property, 'vsn')?.[0]));
  const folder = folderOf(folderOf(file.path));
  return {
    type: PLATFORM.has(name.toLowerCase()) ? 'otp' : 'hex',
    name,
    version: declaredWord(versions.find((version) => version !== undefined)) ?? '',
    // lib/<name>-<version>, or lib/<name> in Elixir and in builds: any other folder may hold more than this application.
    ...(nameOf(folder).split('-')[0] === name && mayOwnFolder(folder)
      ? { ownsBelow: [folder] }
      : { owns: () => [{ path: file.path }] }),
  };
}

/** `{release, {Name, Version}, {erts, "13.1"}, […]}`: the runtime is the one part without an application of its own. */
function runtimeOf(term: ErlangTerm): FoundPackage {
  const runtime = taggedTuple(term, 'release')?.[1];
  const version = declaredWord(erlangText(taggedTuple(runtime, 'erts')?.[0]));
  if (!version) throw new FormatError('not a release resource');
  return { type: 'otp', name: 'erts', version };
}
