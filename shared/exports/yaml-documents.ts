/** One document of a file, and how many lines stand before it. */
export interface YamlDocument {
  readonly text: string;
  readonly linesBefore: number;
}

// Line by line: a pattern over many lines takes hours for white space without end.
const isContent = (line: string): boolean => /^\s*[^#\s]/.test(line);

/**
 * The documents of a text, each to be read alone. They end at a line that begins with three dashes,
 * wherever that stands (YAML 1.2, 9.1); JSON is one. What holds nothing but comments is left out,
 * except where there is nothing else.
 */
export function yamlDocuments(text: string): YamlDocument[] {
  if (/^\s*[{[]/.test(text)) return [{ text, linesBefore: 0 }];
  let linesBefore = 0;
  const documents = text.split(/^---(?=\s|$)/m).map((part): YamlDocument => {
    const document = { text: part, linesBefore };
    linesBefore += part.split('\n').length - 1;
    return document;
  });
  const filled = documents.filter(({ text: part }) => part.split('\n').some(isContent));
  return filled.length === 0 ? documents.slice(0, 1) : filled;
}
