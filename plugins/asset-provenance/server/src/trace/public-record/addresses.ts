/**
 * With scheme and host, so that it leads to the file from wherever it is read.
 * @param site public address of this site; as it stands, where that names no host.
 */
export const absoluteAddress = (address: string, site: string): string =>
  /^https?:/i.test(site) && /^\/(?!\/)/.test(address)
    ? `${site.replace(/\/+$/, '')}${address}`
    : address;
