import { readdir } from 'node:fs/promises';
import type { AlarmRule } from '#domain/alarm-rule.ts';

const folder = new URL('../domain/rules/', import.meta.url);

/** Every file in `domain/rules/` is a rule: adding one is adding a file. */
export async function loadRules(): Promise<AlarmRule[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  return modules.map((module: { rule: AlarmRule }) => module.rule);
}
