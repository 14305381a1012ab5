import { useSite } from '#api/site.ts';
import { useThing } from '#desk/select-thing.ts';
import { placeName } from '#text/names.ts';
import { useLanguage } from '#text/text.ts';
import { ThingButton } from '#ui/thing-button.tsx';

/** The name of a gate; a press points it out. One of another area is on no map of this person's. */
export function GateName({ id }: { id: string }) {
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const thing = useThing({ kind: 'gate', id });
  const name = placeName(site, 'gates', id, language);
  const isOwn = site?.gates.some((gate) => gate.id === id) ?? false;
  return isOwn ? <ThingButton {...thing}>{name}</ThingButton> : name;
}

export function FenceName({ id }: { id: string }) {
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const thing = useThing({ kind: 'fence', id });
  return <ThingButton {...thing}>{placeName(site, 'fences', id, language)}</ThingButton>;
}
