/** The parts of a CPE 2.3 name that tell products apart, unescaped and in lower case; `*` any, `-` not applicable. */
export interface CpeName {
  /** `a` application, `o` operating system, `h` hardware. */
  readonly part: string;
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly update: string;
  readonly targetSoftware: string;
}

const LONGEST_NAME = 1_024;

/** Takes a CPE 2.3 formatted string apart (NIST IR 7695, section 6.2); undefined for anything else. */
export function readCpeName(text: string): CpeName | undefined {
  if (text.length > LONGEST_NAME || !text.startsWith('cpe:2.3:')) return undefined;
  const fields = splitFields(text).map((field) => field.toLowerCase());
  const [, , part = '', vendor = '', product = '', version = '', update = ''] = fields;
  if (fields.length !== 13 || vendor === '' || product === '') return undefined;
  return { part, vendor, product, version, update, targetSoftware: fields[10] ?? '*' };
}

/** At colons that no backslash stands before; backslashes are gone from what is returned. */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let field = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\') field += text.charAt(++i);
    else if (character === ':') {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}
