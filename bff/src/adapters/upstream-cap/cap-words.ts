/** OASIS CAP 1.2, section 3.2: the words that an element may hold. Older editions have a few of their own. */
export const capNamespaces: Readonly<Record<string, CapEdition>> = {
  'urn:oasis:names:tc:emergency:cap:1.2': '1.2',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  'urn:oasis:names:tc:emergency:cap:1.0': '1.0',
  'http://www.incident.com/cap/1.0': '1.0',
};
export type CapEdition = '1.0' | '1.1' | '1.2';

export const capStatuses = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const capMessageTypes = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;

/** What each element may say; "Very Likely" is the 1.0 word for what 1.1 renamed. */
export const capWords: Readonly<Record<string, readonly string[]>> = {
  status: capStatuses,
  msgType: capMessageTypes,
  scope: ['Public', 'Restricted', 'Private'],
  category: [
    'Geo',
    'Met',
    'Safety',
    'Security',
    'Rescue',
    'Fire',
    'Health',
    'Env',
    'Transport',
    'Infra',
    'CBRNE',
    'Other',
  ],
  responseType: [
    'Shelter',
    'Evacuate',
    'Prepare',
    'Execute',
    'Avoid',
    'Monitor',
    'Assess',
    'AllClear',
    'None',
  ],
  urgency: ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'],
  severity: ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'],
  certainty: ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown', 'Very Likely'],
};

/** Elements that the standard requires, outside and inside of `info`. */
export const requiredOfAlert = [
  'identifier',
  'sender',
  'sent',
  'status',
  'msgType',
  'scope',
] as const;
export const requiredOfInfo = ['category', 'event', 'urgency', 'severity', 'certainty'] as const;
