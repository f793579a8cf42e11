/** What a demo product is made of: base units (g, ml, each) for `output` pieces. `*` marks a backflushed ingredient. */
export interface DemoRecipe {
  readonly makes: string
  readonly output: number
  readonly of: Readonly<Record<string, number>>
}

export const DEMO_RECIPES: readonly DemoRecipe[] = [
  {
    makes: 'BREAD-WHITE',
    output: 100,
    of: { 'FLOUR-BREAD': 46_000, YEAST: 450, SUGAR: 900, OIL: 700, 'SALT*': 880 },
  },
  { makes: 'BREAD-BROWN', output: 100, of: { 'FLOUR-BROWN': 47_000, YEAST: 430, OIL: 650, 'SALT*': 900 } },
  {
    makes: 'BREAD-RYE',
    output: 40,
    of: { 'FLOUR-RYE': 14_000, 'FLOUR-BREAD': 8_000, YEAST: 120, 'SALT*': 420 },
  },
  {
    makes: 'ROLLS-6',
    output: 60,
    of: { 'FLOUR-BREAD': 19_500, MILK: 3_600, MARGARINE: 1_500, YEAST: 260, 'SALT*': 330 },
  },
  {
    makes: 'CROISSANT',
    output: 96,
    of: { 'FLOUR-CAKE': 5_800, BUTTER: 2_900, MILK: 1_900, SUGAR: 620, YEAST: 140, 'SALT*': 115 },
  },
  {
    makes: 'PAIN-CHOC',
    output: 72,
    of: { 'FLOUR-CAKE': 4_300, BUTTER: 2_150, CHOCOLATE: 1_440, MILK: 1_400, SUGAR: 460, YEAST: 105 },
  },
  {
    makes: 'CHELSEA-BUN',
    output: 60,
    of: { 'FLOUR-CAKE': 3_900, BUTTER: 700, RAISINS: 1_200, 'SUGAR-BROWN': 900, YEAST: 90 },
  },
  { makes: 'KOEKSISTER', output: 120, of: { 'FLOUR-CAKE': 4_800, SUGAR: 6_000, OIL: 2_400, EGGS: 12 } },
  {
    makes: 'MILK-TART',
    output: 12,
    of: { MILK: 12_000, EGGS: 48, SUGAR: 1_800, 'FLOUR-CAKE': 1_500, BUTTER: 700 },
  },
  {
    makes: 'CAKE-CHOC',
    output: 8,
    of: { 'FLOUR-CAKE': 2_400, SUGAR: 2_400, COCOA: 640, EGGS: 32, BUTTER: 1_600, MILK: 1_600 },
  },
  {
    makes: 'MUFFIN-BRAN',
    output: 48,
    of: { 'FLOUR-BROWN': 2_900, OIL: 1_200, EGGS: 16, MILK: 2_400, 'SUGAR-BROWN': 1_000 },
  },
  {
    makes: 'RUSKS-500',
    output: 40,
    of: { 'FLOUR-CAKE': 10_500, MILK: 4_200, SUGAR: 3_100, MARGARINE: 2_500, EGGS: 20 },
  },
]
