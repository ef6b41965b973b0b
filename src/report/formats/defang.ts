const ADDRESS = /\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b/g;
/** Host and what stands before it: a scheme, or a user's name; or a port behind it. */
const HOST_OF_URL = /\b(https?|ftps?|wss?|stratum\d?(?:\+\w{1,8})?|ssh|tcp|ldaps?):\/\/([^\s/'"<>|;)]{1,255})/gi;
const HOST_WITH_PORT = /\b((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?=:\d{2,5}\b)/gi;
const HOST_OF_DEVICE = /(\/dev\/(?:tcp|udp)\/)([^\s/'"<>|;)]{1,255})/g;

/** The text with addresses that no terminal or mail program makes a link of, and nobody opens by mistake. */
export function defang(text: string): string {
  return text
    .replace(
      HOST_OF_URL,
      (_, scheme: string, host: string) => `${scheme.replace(/^http/i, 'hxxp')}://${host.replaceAll('.', '[.]')}`,
    )
    .replace(HOST_OF_DEVICE, (_, device: string, host: string) => device + host.replaceAll('.', '[.]'))
    .replace(HOST_WITH_PORT, (host: string) => host.replaceAll('.', '[.]'))
    .replace(ADDRESS, '$1[.]$2[.]$3[.]$4');
}
