import { noted } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { EXECUTABLE_TAP, executableFacts, executableTap } from '../executable-facts.ts';
import { assertReadable } from '../executables/damage.ts';

/** .NET assemblies, and other Windows programs and libraries that carry a version resource. */
export const dotnetPe: Cataloger = {
  name: 'dotnet-pe',
  version: 1,
  reads: [noted(EXECUTABLE_TAP)],
  taps: [executableTap],
  *catalog(file) {
    const facts = executableFacts(file);
    if (!facts) return;
    assertReadable(facts, 'version');
    const { version: fields, dotnet } = facts;
    if (!fields) return;
    const found = dotnet ? assembly(fields, file.path) : nativeSoftware(fields);
    if (found?.name && found.version) yield { ...found, ...supplierOf(fields) };
  },
};

type Fields = { readonly [key: string]: string };

/** Packages of NuGet mostly bear the name of their assembly: ProductName would call Newtonsoft.Json `Json.NET`. */
function assembly(fields: Fields, path: string): FoundPackage {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const name = fields.InternalName ?? fields.OriginalFilename ?? file;
  return { type: 'nuget', name: clean(name).replace(/\.(?:dll|exe)$/i, ''), version: versionOf(fields) };
}

/** Microsoft's ProductName is as broad as `Microsoft® Windows® Operating System`; others put the software's name there. */
function nativeSoftware(fields: Fields): FoundPackage {
  const isMicrosoft = /microsoft/i.test(`${fields.CompanyName ?? ''} ${fields.ProductName ?? ''}`);
  const others = ['FileDescription', 'InternalName', 'OriginalFilename'];
  const order = isMicrosoft ? [...others, 'ProductName'] : ['ProductName', ...others];
  const name = order.map((key) => clean(fields[key] ?? '')).find((text) => text !== '') ?? '';
  return { type: 'generic', name, version: versionOf(fields) };
}

function supplierOf(fields: Fields): { supplier?: string } {
  const supplier = clean(fields.CompanyName ?? '');
  return supplier === '' ? {} : { supplier };
}

/**
 * ProductVersion without build metadata (`13.0.3+0a2e291c…` is NuGet's 13.0.3), unless it is vaguer than FileVersion.
 * Writers also use forms like `1, 2, 0, 0` and `4.7.4076.0 built by: NET472`.
 */
function versionOf(fields: Fields): string {
  const product = numberOf(fields.ProductVersion);
  const file = numberOf(fields.FileVersion);
  if (!product.includes('.') && file.includes('.')) return file;
  return product || file;
}

function numberOf(text = ''): string {
  const dotted = text.replace(/ ?, ?/g, '.');
  const version = /(?:^|[\sv])(\d{1,9}(?:\.\d{1,9}){0,3}(?:-[0-9A-Za-z.-]{1,100})?)/.exec(dotted)?.[1] ?? '';
  return /^[0.]*$/.test(version) ? '' : version;
}

function clean(text: string): string {
  return text.replace(/[\s\u00a0\u0000-\u001f]+/g, ' ').trim();
}
