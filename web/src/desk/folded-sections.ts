import { create } from 'zustand';

/** The parts of an incident that an officer may fold away. */
export type FoldedSection = 'facts' | 'why' | 'clips' | 'deleted' | 'timeline';
type Folded = Partial<Record<FoldedSection, boolean>>;

const keyOf = (accountId: string) => `folded-sections/${accountId}`;
const useStore = create<{ of: Record<string, Folded> }>(() => ({ of: {} }));

/** Whether this officer has folded it away at this desk; nothing is until he says so. */
export function isFolded(accountId: string, section: FoldedSection): boolean {
  return (useStore.getState().of[accountId] ?? read(accountId))[section] === true;
}
export const useIsFolded = (accountId: string, section: FoldedSection): boolean =>
  useStore(() => isFolded(accountId, section));

export function setFolded(accountId: string, section: FoldedSection, folded: boolean): void {
  const { of } = useStore.getState();
  const next = { ...(of[accountId] ?? read(accountId)), [section]: folded };
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify(next));
  } catch {
    // The choice then lives for the page.
  }
  useStore.setState({ of: { ...of, [accountId]: next } });
}

function read(accountId: string): Folded {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null') as Folded | null) ?? {};
  } catch {
    // Nothing may be kept here, or it was written by something else.
    return {};
  }
}
