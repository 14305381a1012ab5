/** A killed server leaves lines behind that break when they are used next: then it is asked once more. */
export async function fetchAgain(address: string, init: RequestInit): Promise<Response> {
  return fetch(address, init).catch(() => fetch(address, init));
}
