export { RISK_FORMATS, type RiskFormat } from './formats.ts';
export { findingsIn, type RiskReport, type RiskyRobot } from './report.ts';
export { riskCsv } from './report-csv.ts';
export { riskJson } from './report-json.ts';
export { riskMarkdown } from './report-markdown.ts';
export { riskSarif } from './report-sarif.ts';
