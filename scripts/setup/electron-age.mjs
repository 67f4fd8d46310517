/** Electron's support covers so many majors, the newest included. */
const SUPPORTED_MAJORS = 3;

const majorOf = (version) => Number(/^(\d+)\./.exec(version)?.[1] ?? Number.NaN);

/** Whether this version of Electron still gets security fixes; false for what is no version. */
export const isSupportedElectron = (version, newest) =>
  majorOf(version) > majorOf(newest) - SUPPORTED_MAJORS;
