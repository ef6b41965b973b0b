/** What os-release and its relatives say. */
export interface OperatingSystem {
  /** os-release ID: `debian`, `alpine`, `rhel`. */
  readonly id: string;
  /** os-release VERSION_ID, or the best that the image says; '' for rolling releases. */
  readonly version: string;
  /** For people: PRETTY_NAME. */
  readonly name: string;
  /** os-release ID_LIKE. */
  readonly like?: readonly string[];
  readonly codename?: string;
  /** Last day of ordinary security support, `YYYY-MM-DD`, where known. */
  readonly endOfLife?: string;
}
