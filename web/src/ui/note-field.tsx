import type { KeyboardEvent } from 'react';

type Props = {
  label: string;
  placeholder?: string;
  focused?: boolean;
  value: string;
  onChange: (text: string) => void;
  /** Enter sends; Shift+Enter breaks the line. */
  onSubmit: (event: KeyboardEvent) => void;
};

/** A few lines of an officer's own words. */
export function NoteField(props: Props) {
  const { label, placeholder = label, focused = false, value, onChange, onSubmit } = props;
  return (
    <textarea
      className="field"
      aria-label={label}
      placeholder={placeholder}
      rows={2}
      maxLength={2000}
      // biome-ignore lint/a11y/noAutofocus: only where the operator has just asked to write.
      autoFocus={focused}
      value={value}
      onKeyDown={(event) => submits(event) && onSubmit(event)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Enter that only ends the choice of a Chinese word sends nothing. */
function submits(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
}
