// What Sphinx's search brings, and finding.js changes. A result: page, title, anchor, description, score, file.
type Result = [string, string, string, string | null, number, string];
declare let Scorer: Record<string, unknown>;
declare const Search: {
  _index: { docnames: string[]; titles: string[]; filenames: string[] };
  _parseQuery(query: string): unknown[];
  _performSearch(...query: unknown[]): Result[];
  htmlToText(html: string, anchor?: string): string;
  makeSearchSummary(html: string, keywords: Iterable<string>, anchor?: string): HTMLElement;
};
