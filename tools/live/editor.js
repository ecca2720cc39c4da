// The editor of a cell: CodeMirror with Python's colours, indents and brackets, and the ways of a notebook.

import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--live-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--live-string)" },
  { tag: tags.comment, color: "var(--live-comment)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--live-number)" },
  { tag: tags.function(tags.definition(tags.variableName)), color: "var(--live-name)" },
]);

/**
 * @param {HTMLElement} parent
 * @param {{ code: string, label: string, run: () => void, written: () => void }} cell
 */
export function editor(parent, { code, label, run, written }) {
  const runs = () => {
    run();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: runs }])),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        [lineNumbers(), highlightSpecialChars(), history(), indentOnInput(), bracketMatching()],
        [indentUnit.of("    "), EditorState.tabSize.of(4), python(), syntaxHighlighting(COLOURS)],
        EditorView.contentAttributes.of({
          "aria-label": `${label}. Escape, then Tab, leaves the editor.`,
          autocapitalize: "off",
        }),
        EditorView.updateListener.of((update) => update.docChanged && written()),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (/** @type {string} */ code) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: code },
        annotations: isolateHistory.of("full"), // one undo brings back what was there
      }),
    focus: () => view.focus(),
  };
}
