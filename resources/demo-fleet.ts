/**
 * The fleet that people try Purser with: a made-up company and one of its customers. What is
 * written here is the same for everybody; `electron/demo/` turns it into robots, relative to
 * the day it is looked at.
 */

/** A project, and the services whose images it holds. */
export interface DemoProject {
  readonly name: string;
  readonly services: readonly string[];
  readonly public?: boolean;
}

export interface DemoHarbor {
  readonly name: string;
  /** Null for one that does not answer. */
  readonly version: string | null;
  readonly colour: 'red' | 'amber' | 'teal' | 'violet' | 'slate' | 'green';
  readonly group: string;
  readonly production: boolean;
  readonly tags: readonly string[];
  /** `admin`, or somebody of `people` who administers the first two projects and no more. */
  readonly login: string;
  /** Name of the provider that people sign in at; its administrators are the first of `people`. */
  readonly provider?: string;
  readonly people: readonly string[];
  readonly clusters: readonly string[];
  readonly projects: readonly DemoProject[];
  /** Robots of one project, least and most. */
  readonly robotsPerProject: readonly [number, number];
  /** Kinds of system robots, by the names in `electron/demo/robot-kinds.ts`. */
  readonly system: readonly string[];
  /** Robots as Harbor 2.1 left them, in the first projects. */
  readonly legacy: number;
  /** Pulls are kept out of its audit log, so that nobody can tell which robots are used. */
  readonly logsNoPulls?: true;
}

const project = (name: string, ...services: string[]): DemoProject => ({ name, services });
const open = (name: string, ...services: string[]): DemoProject => ({
  name,
  services,
  public: true,
});

/** Repeats the fleet; another number gives another one. */
export const DEMO_SEED = 1853;

export const DEMO_HARBORS: readonly DemoHarbor[] = [
  {
    name: 'Production',
    version: 'v2.15.2',
    colour: 'red',
    group: 'Northgate',
    production: true,
    tags: ['eu-central', 'pci'],
    login: 'admin',
    people: ['ines.moreau', 'tomasz.lis', 'priya.raman', 'joel.akande', 'gitlab-admin'],
    clusters: ['prod-fra-1', 'prod-fra-2', 'prod-dub-1', 'canary'],
    robotsPerProject: [18, 33],
    system: [
      'pull-all',
      'replication',
      'terraform',
      'reader',
      'inventory',
      'partner',
      'no-secrets',
      'break-glass',
      'backup',
    ],
    legacy: 0,
    projects: [
      open('base-images', 'alpine', 'debian', 'distroless-java', 'node', 'python'),
      project('payments', 'ledger', 'card-gateway', 'refunds', 'fraud-score'),
      project('checkout', 'cart', 'pricing', 'vouchers', 'tax'),
      project('search', 'indexer', 'query-api', 'suggest'),
      project('identity', 'login', 'tokens', 'directory-sync'),
      project('catalogue', 'products', 'media', 'imports'),
      project('warehouse', 'stock', 'picking', 'labels'),
      project('logistics', 'routes', 'carriers', 'tracking'),
      project('billing', 'invoices', 'dunning', 'exports'),
      project('notifications', 'mail', 'push', 'sms'),
      project('web-shop', 'frontend', 'edge', 'assets'),
      project('mobile-backend', 'api', 'sessions'),
      project('data-platform', 'kafka-connect', 'spark-jobs', 'dbt', 'airflow'),
      project('ml-serving', 'ranker', 'embeddings', 'feature-store'),
      project('observability', 'otel-collector', 'loki', 'thanos'),
      project('security-tools', 'trivy-cache', 'cosign', 'policy-bot'),
      project('platform', 'ingress', 'cert-renewer', 'dns-sync', 'operator'),
      project('customer-care', 'tickets', 'chat'),
      project('partners', 'edi', 'webhooks'),
      project('pricing-lab', 'simulator', 'elasticity'),
      project('hr-tools', 'timesheets', 'payroll-export'),
      project('marketing', 'campaigns', 'landing'),
      project('fraud', 'rules', 'graph'),
      project('translations', 'sync', 'glossary'),
      project('store-pos', 'terminal', 'printer', 'offline-sync'),
      project('legal-archive', 'vault', 'ocr'),
      project('iot-gateway', 'mqtt', 'ota'),
      project('internal.tools_2', 'wiki', 'short-links'),
    ],
  },
  {
    name: 'Build farm',
    version: 'v2.12.4',
    colour: 'amber',
    group: 'Northgate',
    production: false,
    tags: ['ci'],
    login: 'admin',
    people: ['ines.moreau', 'joel.akande', 'renovate'],
    clusters: ['build-1', 'build-2', 'staging'],
    robotsPerProject: [17, 29],
    system: ['pull-all', 'terraform', 'reader', 'inventory', 'old-export', 'cleaner'],
    legacy: 0,
    projects: [
      open('ci-images', 'gradle', 'maven', 'node-builder', 'go-builder', 'buildkit'),
      project('payments', 'ledger', 'card-gateway', 'refunds'),
      project('checkout', 'cart', 'pricing', 'vouchers'),
      project('search', 'indexer', 'query-api'),
      project('identity', 'login', 'tokens'),
      project('catalogue', 'products', 'media'),
      project('warehouse', 'stock', 'picking'),
      project('logistics', 'routes', 'tracking'),
      project('billing', 'invoices', 'dunning'),
      project('web-shop', 'frontend', 'edge'),
      project('mobile-backend', 'api', 'sessions'),
      project('data-platform', 'spark-jobs', 'dbt', 'airflow'),
      project('ml-serving', 'ranker', 'embeddings'),
      project('e2e', 'browsers', 'fixtures', 'recorder'),
      project('sandbox', 'playground', 'hackday'),
      project('release-train', 'stage', 'promote', 'notes'),
      project('nightly', 'matrix', 'fuzz', 'soak'),
      project('platform', 'operator', 'cert-renewer'),
      project('docs', 'site', 'previews'),
      project('mirrors', 'docker-hub', 'quay', 'ghcr'),
      project('qa', 'load-test', 'reports'),
      project('vendor-drops', 'intake', 'quarantine'),
    ],
  },
  {
    name: 'Old lab',
    version: 'v2.9.5',
    colour: 'slate',
    group: 'Northgate',
    production: false,
    tags: ['to be retired'],
    login: 'admin',
    people: ['tomasz.lis', 'hanna.vogel'],
    clusters: ['lab-k3s', 'rack-7'],
    robotsPerProject: [14, 24],
    system: ['pull-all', 'everything', 'chart-sync', 'jenkins'],
    legacy: 14,
    logsNoPulls: true,
    projects: [
      project('prototypes', 'scanner-app', 'kiosk', 'voice'),
      project('jenkins', 'agents', 'controller'),
      project('charts', 'umbrella', 'legacy-umbrella'),
      project('research', 'notebooks', 'datasets'),
      project('robotics', 'arm', 'vision', 'planner'),
      project('demo', 'fair-2023', 'fair-2024'),
      project('migrated', 'shop-v1', 'erp-bridge'),
      project('students', 'thesis-a', 'thesis-b'),
      project('tooling', 'linters', 'formatters'),
      project('archive-2021', 'snapshots'),
      project('printers', 'firmware', 'spooler'),
    ],
  },
  {
    name: 'Nordwind (customer)',
    version: 'v2.14.0',
    colour: 'violet',
    group: 'Customers',
    production: true,
    tags: ['contract until 2027'],
    login: 'northgate.support',
    people: ['northgate.support', 'k.sorensen', 'm.lindqvist'],
    clusters: ['nw-prod', 'nw-test'],
    robotsPerProject: [15, 24],
    system: ['pull-all', 'replication'],
    legacy: 0,
    projects: [
      project('northgate-delivery', 'gateway', 'adapter', 'reports'),
      project('northgate-staging', 'gateway', 'adapter', 'reports'),
      open('nw-public', 'sdk', 'cli'),
      project('nw-core', 'accounts', 'meters', 'tariffs'),
      project('nw-grid', 'scada', 'forecast', 'dispatch'),
      project('nw-field', 'crew', 'maps'),
      project('nw-portal', 'web', 'login'),
      project('nw-finance', 'ledger', 'sepa'),
      project('nw-data', 'warehouse', 'quality'),
      project('nw-ops', 'backup', 'monitoring'),
      project('nw-mail', 'relay', 'archive'),
    ],
  },
  {
    name: 'Branch Porto',
    version: null,
    colour: 'teal',
    group: 'Northgate',
    production: false,
    tags: ['vpn only'],
    login: 'admin',
    people: [],
    clusters: [],
    robotsPerProject: [0, 0],
    system: [],
    legacy: 0,
    projects: [],
  },
  {
    name: 'Research',
    version: 'v2.15.2',
    colour: 'green',
    group: 'Northgate',
    production: false,
    tags: ['gpu'],
    login: 'joel.akande',
    provider: 'Northgate ID',
    people: ['ines.moreau', 'joel.akande'],
    clusters: ['gpu-1'],
    robotsPerProject: [4, 9],
    system: ['pull-all', 'backup'],
    legacy: 0,
    projects: [
      project('vision', 'trainer', 'labels'),
      project('speech', 'trainer', 'corpus'),
      open('notebooks', 'jupyter', 'rstudio'),
    ],
  },
];
