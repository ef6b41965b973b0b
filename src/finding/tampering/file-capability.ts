import { FormatError } from '../../base/errors.ts';

/** What the `security.capability` attribute of a file grants to whoever runs it. */
export interface FileCapability {
  /** Names as setcap writes them: `cap_setuid`. */
  readonly permitted: readonly string[];
  readonly inheritable: readonly string[];
  /** In force at once, without the program asking for them. */
  readonly effective: boolean;
  /** The user who is root where they count; absent before revision 3. */
  readonly rootId?: number;
}

/** By number, as in linux/capability.h. */
const NAMES =
  'chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin sys_boot sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control setfcap mac_override mac_admin syslog wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore'
    .split(' ')
    .map((name) => `cap_${name}`);
const EFFECTIVE = 1;
/** Bytes by revision: one pair of words, two pairs, two pairs and a user. */
const SIZES: Readonly<Record<number, number>> = { 1: 12, 2: 20, 3: 24 };

/** Reads struct vfs_cap_data or vfs_ns_cap_data. @throws FormatError for what is neither. */
export function readFileCapability(hex: string): FileCapability {
  const bytes = Buffer.from(hex, 'hex');
  const magic = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
  const revision = magic >>> 24;
  const size = SIZES[revision];
  if (size === undefined || bytes.length < size) throw new FormatError('no file capability');
  const second = revision > 1 ? [bytes.readUInt32LE(12), bytes.readUInt32LE(16)] : [0, 0];
  return {
    permitted: namesOf(bytes.readUInt32LE(4), second[0] as number),
    inheritable: namesOf(bytes.readUInt32LE(8), second[1] as number),
    effective: (magic & EFFECTIVE) !== 0,
    ...(revision === 3 ? { rootId: bytes.readUInt32LE(20) } : {}),
  };
}

function namesOf(low: number, high: number): string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 64; bit++) {
    const word = bit < 32 ? low : high;
    if (((word >>> (bit % 32)) & 1) === 1) names.push(NAMES[bit] ?? `cap_${bit}`);
  }
  return names;
}
