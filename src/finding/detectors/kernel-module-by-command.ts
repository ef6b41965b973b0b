import { baseName } from '../../behavior/paths.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { fetchOf } from '../commands/fetches.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild, pathOf, UNKNOWN } from '../commands/seen-command.ts';

const ROOTKIT =
  /diamorphine|reptile|rooty|suterusu|adore-?ng|kbeast|nurupo|puszek|caraxes|nuk3gh0st|honeypot-?lkm|rootkit|singularity\.ko|knark|enyelkm|azazel/i;
const HONEST =
  /falco|sysdig|scap|nvidia|zfs|spl|wireguard|drbd|vbox|vmw|lustre|overlay|fuse|bpf|kvm|nbd|rbd|iscsi|nvme|ip_vs|(?:^|\/)(?:nf|xt|ip6?t|br|ib|mlx|rdma|tcp|crypto|snd|usb)[_-]|netfilter|gasket|apex|habana|xpmem|gdrdrv|i915|amdgpu|dpdk|igb_uio|kni|v4l2|dahdi|openvswitch|batman|ixgbe|i40e|ice\.ko|e1000|qat|sgx|binder|ashmem/i;

/** Kernel modules that commands load although nobody installed them. */
export const recogniseModules: Recognise = function* (script) {
  const made = new Map<string, string>();
  for (const { seen, path, text } of writesIn(script)) {
    if (fetchOf(seen)) made.set(path, 'that it has downloaded');
    else if (path.endsWith('.ko') && (text !== undefined || seen.producers.length > 0))
      made.set(path, 'that it carries encoded');
  }
  for (const seen of script.commands) {
    if (isBuild(seen) || !/^(?:insmod|modprobe|kmod)$/.test(seen.name)) continue;
    const module = seen.words.slice(1).find((word) => !word.startsWith('-') && word !== 'insmod');
    if (module === undefined || module.startsWith(UNKNOWN)) continue;
    const path = pathOf(seen, module);
    const how = made.get(path);
    const known = ROOTKIT.test(seen.command.words.map(({ text }) => text).join(' ')) || ROOTKIT.test(seen.folder);
    const isFile = module.includes('/') || module.endsWith('.ko');
    const isUsual = HONEST.test(module) || /(?:^|\/)lib\/modules\//.test(path);
    if (!known && (isUsual || (how === undefined && (!isFile || seen.name === 'modprobe')))) continue;
    const what = known ? `the rootkit ${baseName(module)}` : `${baseName(module)}${how ? `, ${how},` : ''}`;
    const told = `loads ${what} into the kernel that it shares with its host (kernel module)`;
    yield [seen, { rule: 'malware/kernel-module-by-command', weight: 'strong', family: 'rootkit', does: told }];
  }
};

export const kernelModuleByCommand = commandDetector({
  name: 'kernel-module-by-command',
  rules: [
    {
      id: 'malware/kernel-module-by-command',
      title: 'Kernel module loaded',
      meaning:
        'A command loads a module into the kernel, which all containers share with their host: the module has the whole machine.',
      severity: 'high',
      falsePositives:
        'Drivers for monitoring, storage, graphics and networks are loaded so by design: such names, and modules below /lib/modules, do not count.',
      references: ['T1547.006', 'T1014', 'https://attack.mitre.org/techniques/T1547/006/'],
    },
  ],
  recognise: recogniseModules,
});
