/**
 * The releases that a SUSE product is part of: `SUSE Linux Enterprise Module for Basesystem 15 SP5` belongs to
 * `SUSE:SLES 15.5`. None for products beside the operating system. Long-term support goes on counting where the ordinary
 * release stopped, so what it fixes is open on systems without it: it counts as the release.
 */
export function suseEcosystems(product: string): readonly string[] {
  const name = product.slice(0, LONGEST_PRODUCT).replace(/\s+/g, ' ').trim();
  if (name === 'openSUSE Tumbleweed') return ['openSUSE:Tumbleweed'];
  // Before Leap there were 13.1 and 13.2; nothing else is numbered so, and they are looked up like the others.
  const leap = /^openSUSE (?:Leap )?(\d{2}\.\d{1,2})(?: NonFree)?$/.exec(name)?.[1];
  if (leap !== undefined) return [`openSUSE:Leap ${leap}`];
  const micro = /^(?:SUSE Linux Enterprise|SUSE Linux|SL) Micro (\d\.\d)$/.exec(name)?.[1];
  if (micro !== undefined) return [`SUSE:SLE Micro ${micro}`];
  const enterprise = /^SUSE Linux Enterprise (.+?) (\d{2})(?: SP(\d)|\.(\d))?(?:-(?:LTSS|ESPOS|BCL)[\w .-]*)?$/.exec(
    name,
  );
  if (!enterprise) return [];
  const [, part = '', release = '', pack, minor = pack] = enterprise;
  if (!ORDINARY.test(part)) return [];
  if (minor !== undefined) return [`SUSE:SLES ${release}.${minor}`];
  // Modules of the 12th release are the same for all of its service packs.
  const packs = release === '12' && part.startsWith('Module ') ? ['.1', '.2', '.3', '.4', '.5'] : [];
  return ['', ...packs].map((each) => `SUSE:SLES ${release}${each}`);
}

const LONGEST_PRODUCT = 200;

/** Of the parts of SUSE Linux Enterprise, those whose packages a system of that release may have. */
const ORDINARY =
  /^(?:Server|Server for SAP Applications|Desktop|High Performance Computing|Software Development Kit|Workstation Extension|Module for .+)$/;
