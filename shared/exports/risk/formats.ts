/** How findings leave Purser: formats by the end of the file's name. */
export const RISK_FORMATS = ['json', 'csv', 'sarif', 'md'] as const;

export type RiskFormat = (typeof RISK_FORMATS)[number];
