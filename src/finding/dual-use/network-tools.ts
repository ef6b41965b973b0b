import type { DualUseTool } from './dual-use-tool.ts';

const SCANS = 'can scan networks for open ports and services';
const TUNNELS = 'can tunnel connections through firewalls';
const WIRELESS = 'can attack wireless networks';
const INTERCEPTS = 'can intercept and change the traffic of others';
const FLOODS = 'can flood other machines with packets';
const HIDES = 'can hide where connections come from';

/** Tools that look for, reach, hide or disturb machines on networks. */
export const networkTools: readonly DualUseTool[] = [
  { name: 'nmap', does: SCANS, programs: ['nmap', 'zenmap'], packages: ['nmap', 'zenmap'] },
  { name: 'masscan', does: SCANS, programs: ['masscan'], packages: ['masscan'] },
  {
    name: 'zmap',
    does: SCANS,
    programs: ['zmap', 'zgrab', 'zgrab2'],
    packages: ['zmap'],
    modules: ['github.com/zmap/zgrab2'],
  },
  { name: 'RustScan', does: SCANS, programs: ['rustscan'], packages: ['rustscan'] },
  { name: 'naabu', does: SCANS, ambiguous: ['naabu'], modules: ['github.com/projectdiscovery/naabu/v2'] },
  { name: 'unicornscan', does: SCANS, programs: ['unicornscan'], packages: ['unicornscan'] },
  { name: 'pnscan', does: SCANS, programs: ['pnscan'], packages: ['pnscan'] },
  { name: 'fscan', does: SCANS, ambiguous: ['fscan'], modules: ['github.com/shadow1ng/fscan'] },
  { name: 'Chisel', does: TUNNELS, ambiguous: ['chisel'], modules: ['github.com/jpillora/chisel'] },
  {
    name: 'frp',
    does: TUNNELS,
    programs: ['frpc', 'frps'],
    modules: ['github.com/fatedier/frp'],
    packages: ['frp', 'frpc', 'frps'],
  },
  { name: 'ngrok', does: TUNNELS, programs: ['ngrok'], packages: ['ngrok'] },
  {
    name: 'Ligolo',
    does: TUNNELS,
    programs: ['ligolo', 'ligolo-ng', 'ligolo-proxy', 'ligolo-agent', 'localrelay_linux_amd64'],
    modules: ['github.com/nicocha30/ligolo-ng', 'github.com/sysdream/ligolo'],
  },
  {
    name: 'gost',
    does: TUNNELS,
    ambiguous: ['gost'],
    modules: ['github.com/ginuerzh/gost', 'github.com/go-gost/gost'],
  },
  { name: 'nps', does: TUNNELS, modules: ['ehang.io/nps'] },
  {
    name: 'iodine',
    does: TUNNELS,
    programs: ['iodine', 'iodined', 'dnscat', 'dnscat2'],
    packages: ['iodine', 'dnscat2'],
  },
  { name: 'reGeorg', does: TUNNELS, programs: ['reGeorgSocksProxy.py', 'neoreg.py'] },
  { name: 'ptunnel', does: TUNNELS, programs: ['ptunnel', 'ptunnel-ng'], packages: ['ptunnel', 'ptunnel-ng'] },
  {
    name: 'ProxyChains',
    does: HIDES,
    programs: ['proxychains', 'proxychains4'],
    packages: ['proxychains', 'proxychains4', 'proxychains-ng'],
  },
  { name: 'Tor', does: HIDES, programs: ['tor'], packages: ['tor'] },
  {
    name: 'Aircrack-ng',
    does: WIRELESS,
    programs: ['aircrack-ng', 'airodump-ng', 'aireplay-ng'],
    packages: ['aircrack-ng'],
  },
  {
    name: 'Reaver',
    does: WIRELESS,
    programs: ['reaver', 'wifite', 'mdk3', 'mdk4', 'bully'],
    packages: ['reaver', 'wifite', 'mdk3', 'mdk4', 'bully'],
  },
  {
    name: 'Ettercap',
    does: INTERCEPTS,
    programs: ['ettercap', 'arpspoof', 'macof', 'dnsspoof', 'sslstrip'],
    packages: ['ettercap-common', 'ettercap', 'dsniff', 'sslstrip'],
  },
  {
    name: 'Bettercap',
    does: INTERCEPTS,
    programs: ['bettercap'],
    packages: ['bettercap'],
    modules: ['github.com/bettercap/bettercap', 'github.com/bettercap/bettercap/v2'],
  },
  {
    name: 'Responder',
    does: INTERCEPTS,
    programs: ['Responder.py', 'mitm6'],
    packages: ['responder', 'mitm6'],
    languagePackages: ['mitm6'],
  },
  { name: 'hping', does: FLOODS, programs: ['hping3', 'hping2'], packages: ['hping3', 'hping'] },
  {
    name: 'slowhttptest',
    does: FLOODS,
    programs: ['slowhttptest', 'slowloris', 'slowloris.py', 'goldeneye.py', 'hulk.py', 't50'],
    packages: ['slowhttptest', 'slowloris', 't50', 'mhddos'],
  },
  {
    name: 'socat',
    does: 'can join any two connections, shells too',
    programs: ['socat', 'socat1'],
    packages: ['socat'],
    everyday: true,
  },
  {
    name: 'tcpdump',
    does: 'can record the traffic that it sees',
    programs: ['tcpdump', 'tshark', 'dumpcap'],
    everyday: true,
  },
  {
    name: 'rclone',
    does: 'can copy files to storage elsewhere',
    programs: ['rclone'],
    packages: ['rclone'],
    everyday: true,
  },
];
