import type { KeyboardEvent, RefObject } from 'react';

/** A list beside the field that completes what is written; it is named by `listId` while it is open. */
export type Completion = {
  field: RefObject<HTMLTextAreaElement | null>;
  listId: string | undefined;
  activeId: string | undefined;
  /** True: the key was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean;
  /** Characters before the caret, whenever it moves. */
  onCaret: (position: number) => void;
};

type Props = {
  label: string;
  placeholder?: string;
  focused?: boolean;
  value: string;
  onChange: (text: string) => void;
  /** Enter sends; Shift+Enter breaks the line. */
  onSubmit: (event: KeyboardEvent) => void;
  completion?: Completion;
};

/** A few lines of an officer's own words. */
export function NoteField(props: Props) {
  const {
    label,
    placeholder = label,
    focused = false,
    value,
    onChange,
    onSubmit,
    completion,
  } = props;
  return (
    <textarea
      ref={completion?.field}
      className="field"
      aria-label={label}
      placeholder={placeholder}
      rows={2}
      maxLength={2000}
      // biome-ignore lint/a11y/noAutofocus: only where the operator has just asked to write.
      autoFocus={focused}
      value={value}
      aria-autocomplete={completion ? 'list' : undefined}
      aria-controls={completion?.listId}
      aria-activedescendant={completion?.activeId}
      onSelect={(event) => completion?.onCaret(event.currentTarget.selectionStart)}
      onKeyDown={(event) => {
        if (!completion?.onKey(event) && submits(event)) onSubmit(event);
      }}
      onChange={(event) => {
        onChange(event.target.value);
        completion?.onCaret(event.target.selectionStart);
      }}
    />
  );
}

/** Enter that only ends the choice of a Chinese word sends nothing. */
function submits(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
}
