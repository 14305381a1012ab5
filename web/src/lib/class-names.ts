/** Joins those that hold: `classNames('row', isNew && 'new')`. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
