/** How the inventory leaves Purser, without any secret. */
export const INVENTORY_FORMATS = [
  'csv',
  'json',
  'yaml',
  'md',
  'html',
  'purser',
  'tf',
  'harbor-cli',
] as const;

export type InventoryFormat = (typeof INVENTORY_FORMATS)[number];

/** What people choose a format by. */
export interface FormatWords {
  readonly label: string;
  /** What it is for, in a sentence. */
  readonly help: string;
  /** What the file is called unless somebody says otherwise. */
  readonly fileName: string;
  /** The file holds one robot; several get a file each. */
  readonly isForOne?: boolean;
}

export const INVENTORY_FORMAT_WORDS: Readonly<Record<InventoryFormat, FormatWords>> = {
  csv: {
    label: 'Table for spreadsheets (CSV)',
    help: 'A line for each robot. Text that a spreadsheet would run as a formula is defused.',
    fileName: 'robots.csv',
  },
  json: {
    label: 'Data for scripts (JSON)',
    help: 'Everything that Purser knows of each robot, with its permissions.',
    fileName: 'robots.json',
  },
  yaml: {
    label: 'Data to read and compare (YAML)',
    help: 'The same as JSON, in a form that people read and version control compares.',
    fileName: 'robots.yaml',
  },
  md: {
    label: 'Table for tickets and wikis (Markdown)',
    help: 'A row for each robot.',
    fileName: 'robots.md',
  },
  html: {
    label: 'Web page (HTML)',
    help: 'One file with all robots. It loads nothing and runs nothing.',
    fileName: 'robots.html',
  },
  purser: {
    label: 'Definitions to edit and apply (YAML)',
    help: 'Edit the file, open it here again: Purser shows what differs, and plans the changes.',
    fileName: 'robots.purser.yaml',
  },
  tf: {
    label: 'Terraform (goharbor/harbor provider)',
    help: 'A resource and an import block for each robot, so that Terraform takes over what is there.',
    fileName: 'robots.tf',
  },
  'harbor-cli': {
    label: 'Robot files of harbor-cli (YAML)',
    help: 'For harbor robot create --robot-config-file, which takes one robot: several get a file each, in a folder.',
    fileName: 'robot.yaml',
    isForOne: true,
  },
};
