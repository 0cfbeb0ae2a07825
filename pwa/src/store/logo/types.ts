/** The logo with its version: another picture has another one. */
export interface KeptLogo {
  version: string;
  blob: Blob;
}

export interface LogoActs {
  /**
   * The organisation's logo as this device has it, without a network too; null where there is none. `version`: the one
   * that a reply of the server has just named, before its row is here.
   */
  logo(version?: string | null): Promise<KeptLogo | null>;
}
