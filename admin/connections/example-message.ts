/** A message as it is sent, with line breaks for people. A test compares its fields with those of a real one. */
export const EXAMPLE_MESSAGE = JSON.stringify(
  {
    version: 1,
    delivery: '01936f9c-8a10-7c3e-9d5b-2f1a6b7c8d9e',
    event: 'document.posted',
    at: '2026-11-20T10:00:00.000Z',
    branch: 'BRA',
    document: {
      id: '01936f9c-89f0-7b21-8a44-6d5c4b3a2910',
      address: '/api/v1/documents/01936f9c-89f0-7b21-8a44-6d5c4b3a2910',
      state: 'posted',
      event: 'sale',
      branch: 'BRA',
      number: 'BRA-SAL-00012',
      reference: 'BRA-K1-000123',
      posting_date: '2026-11-20',
      accepted_at: '2026-11-20T09:59:58.120Z',
      clock_in_doubt: false,
      accepted_by: 'Thandi M.',
      posted_at: '2026-11-20T10:00:00.000Z',
      writer: 'BRA-K1',
      total: { amount: '162.03', currency: 'ZAR' },
      refusal: null,
      move_count: 1,
      moves: [
        {
          item: { id: 5, code: 'BREAD', name: 'White bread', kind: 'manufactured' },
          quantity: { amount: '25', unit: 'each', base: 25, base_unit: 'each' },
          from: { id: 4, kind: 'retail', counterpart: null, run: null },
          to: { id: 6, kind: 'customer', counterpart: null, run: null },
          amount: { amount: '162.03', currency: 'ZAR' },
        },
      ],
    },
  },
  null,
  2,
)
