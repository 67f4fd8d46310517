export { expiryCalendar, type CalendarFigures, type Others } from './calendar.ts';
export { EXPIRY_FORMATS, type ExpiryFormat } from './formats.ts';
export type { ExpiringRobot, PlannedExpiry } from './expiring-robot.ts';
export { readCalendar } from './read-calendar.ts';
export { expiryReport, type Report } from './report.ts';
export { reportCsv } from './report-csv.ts';
export { reportHtml } from './report-html.ts';
export { reportMarkdown } from './report-markdown.ts';
