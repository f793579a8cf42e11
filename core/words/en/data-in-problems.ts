/** What is wrong with a cell, and what to do about it. */
export interface ProblemWords {
  readonly wrong: string
  readonly remedy: string
}

/** Why a row of an imported table was not taken. The names are also the API's codes. */
export const dataInProblems = {
  // The file
  too_large: (most: string) => ({
    wrong: `The file is larger than ${most}.`,
    remedy: 'Split it into several files and import one after the other.',
  }),
  too_many_rows: (most: string) => ({
    wrong: `The file has more than ${most} rows.`,
    remedy: 'Split it into several files and import one after the other.',
  }),
  too_many_columns: (most: string) => ({
    wrong: `The file has more than ${most} columns.`,
    remedy: 'Take out the columns that are not needed.',
  }),
  no_file: () => ({ wrong: 'No file came with the form.', remedy: 'Choose a file and send it again.' }),
  not_text: () => ({
    wrong: 'This is not a text file.',
    remedy: 'In the spreadsheet choose Save as, then CSV (comma separated), and send that file.',
  }),
  not_csv: (why: string) => ({
    wrong: `From here on the file cannot be read as CSV: ${why}`,
    remedy: 'Look for a quotation mark that is not closed, or save it again as CSV from the spreadsheet.',
  }),
  no_rows: () => ({
    wrong: 'There is nothing below the headings.',
    remedy: 'Fill in one row for each thing to import.',
  }),
  // Headings
  missing_column: (column: string) => ({
    wrong: `There is no column ${column}.`,
    remedy: `Add a column with the heading ${column}, or rename the one that holds it.`,
  }),
  unknown_column: (heading: string, known: string) => ({
    wrong: `No column is called "${heading}".`,
    remedy: `Rename it to one of ${known}, or allow columns to be left out.`,
  }),
  column_twice: (column: string) => ({
    wrong: `More than one column holds ${column}.`,
    remedy: 'Keep the one that counts.',
  }),
  // Cells
  too_many_cells: () => ({
    wrong: 'This row has more cells than there are headings.',
    remedy: 'Put quotation marks around a text or number that holds the separator.',
  }),
  required: (column: string) => ({
    wrong: `${column} is empty.`,
    remedy: 'Fill it in: a new one needs it.',
  }),
  too_long: (most: string) => ({
    wrong: `This is longer than ${most} characters.`,
    remedy: 'Shorten it.',
  }),
  unseen_characters: () => ({
    wrong: 'This holds line breaks or characters that cannot be seen.',
    remedy: 'Type it anew in one line.',
  }),
  not_a_code: () => ({
    wrong: 'A code is made of letters and digits, with - . or / between them.',
    remedy: 'Take out spaces and other signs.',
  }),
  not_one_of: (typed: string, choices: string) => ({
    wrong: `"${typed}" is none of ${choices}.`,
    remedy: `Write one of ${choices}.`,
  }),
  not_a_number: (typed: string) => ({ wrong: `"${typed}" is not a number.`, remedy: 'Write digits only.' }),
  ambiguous: (typed: string, small: string, large: string) => ({
    wrong: `"${typed}" may mean ${small} or ${large}.`,
    remedy: 'Say on the form whether decimals are written with a point or a comma.',
  }),
  shortened: (typed: string) => ({
    wrong: `A spreadsheet shortened this to ${typed}, and digits are lost.`,
    remedy: 'Format the column as text or number without decimals, enter it again and save.',
  }),
  negative: () => ({ wrong: 'This is below zero.', remedy: 'Write what is there, or leave the row out.' }),
  zero: () => ({ wrong: 'This is zero.', remedy: 'Write a number above zero, or leave the row out.' }),
  too_fine: (smallest: string) => ({
    wrong: `This has more decimals than can be kept: the smallest is ${smallest}.`,
    remedy: 'Round it.',
  }),
  too_much: () => ({ wrong: 'This number is too large.', remedy: 'Check the unit and the decimals.' }),
  not_a_duration: (typed: string) => ({
    wrong: `"${typed}" is not a duration of up to 365 days.`,
    remedy: 'Write a whole number with min, h or days, such as 15 min, or never.',
  }),
  too_soon: () => ({
    wrong: 'A graver step would come before a milder one.',
    remedy: 'Warn first, then ask, then stop; two may come at the same time, and any of them never.',
  }),
  unknown_unit: (unit: string, known: string) => ({
    wrong: `This item is not counted in ${unit}.`,
    remedy: `Use one of ${known}.`,
  }),
  not_an_email: () => ({ wrong: 'This is not an e-mail address.', remedy: 'Write it as name@place.' }),
  // Rows
  twice_in_file: (line: string) => ({
    wrong: `Row ${line} is about the same.`,
    remedy: 'Keep one of the two rows.',
  }),
  unknown_branch: (prefix: string) => ({
    wrong: `No branch of yours has the prefix ${prefix}.`,
    remedy: 'Write the prefix of a branch, such as BRA.',
  }),
  branch_needed: () => ({
    wrong: 'It is not said which branch.',
    remedy: 'Fill in the prefix of the branch.',
  }),
  unknown_item: (code: string) => ({
    wrong: `No item has the code ${code}.`,
    remedy: 'Import the item first, or correct the code.',
  }),
  unknown_supplier: (name: string) => ({
    wrong: `No supplier is called ${name}.`,
    remedy: 'Import it with customers and suppliers first, as a supplier.',
  }),
  used_elsewhere: (what: string) => ({
    wrong: `${what} is used elsewhere in the company.`,
    remedy: 'Choose another one, or ask a super admin.',
  }),
  not_yours: () => ({
    wrong: 'This belongs to the whole company.',
    remedy: 'Ask a super admin to change it, or leave the row out.',
  }),
  fixed: (what: string) => ({
    wrong: `${what} is fixed since the first time this item moved.`,
    remedy: 'Leave it as it is, or make a new item.',
  }),
  elsewhere: () => ({
    wrong: 'Another branch has had this, so it cannot become one branch’s own.',
    remedy: 'Leave the branch empty.',
  }),
  unit_needed: (unit: string) => ({
    wrong: `The unit ${unit} is not known by itself.`,
    remedy: 'Fill in base_unit (g, ml or each) and units_per: how many of them make one.',
  }),
  both_or_neither: (one: string, other: string) => ({
    wrong: `${one} and ${other} belong together.`,
    remedy: 'Fill in both or neither.',
  }),
  barcode_unreadable: () => ({
    wrong: 'This barcode cannot be right: its check digit is wrong, or it has signs no barcode has.',
    remedy: 'Scan it into the cell, or copy it again from the pack.',
  }),
  barcode_reserved: () => ({
    wrong: 'Codes that begin like this are Scanbook’s own.',
    remedy: 'Give the item another barcode.',
  }),
  barcode_of_another: (code: string) => ({
    wrong: `This is the barcode of ${code}.`,
    remedy: 'Take it off that item first, or correct the row.',
  }),
  wrong_place: (place: string, kind: string) => ({
    wrong: `${kind} is not kept in ${place}.`,
    remedy:
      'Raw materials lie in the stockroom or in manufacturing, bought products also in retail, own products in retail or manufacturing.',
  }),
  opened_before: (quantity: string, value: string) => ({
    wrong: `Opening stock was entered here before: ${quantity}, worth ${value}.`,
    remedy: 'Reverse that document first, or leave the row out and count the stock.',
  }),
  value_needed: () => ({
    wrong: 'It is not said what this stock is worth.',
    remedy: 'Fill in value, or unit_cost for one unit.',
  }),
  value_differs: (value: string) => ({
    wrong: `By its unit cost this would be worth ${value}.`,
    remedy: 'Fill in value or unit_cost, not both.',
  }),
  no_such_product: (code: string) => ({
    wrong: `${code} is bought, not made.`,
    remedy: 'A recipe is for an item of the kind manufactured.',
  }),
  in_itself: () => ({ wrong: 'A product is no ingredient of itself.', remedy: 'Take the row out.' }),
  output_differs: (line: string) => ({
    wrong: `Row ${line} says another output for the same product.`,
    remedy: 'Write the same output in every row of a product.',
  }),
  other_rows: (line: string) => ({
    wrong: `Row ${line} of the same recipe is not right.`,
    remedy: 'Correct that row; a recipe is taken whole.',
  }),
  role_not_yours: () => ({
    wrong: 'A manager adds and changes operators of their own branch only.',
    remedy: 'Leave the row out, or ask a super admin.',
  }),
  yourself: () => ({
    wrong: 'Nobody changes their own role or branch, or ends their own work.',
    remedy: 'Leave the row out, or ask another super admin.',
  }),
  branch_of_role: () => ({
    wrong: 'A super admin has no branch; everybody else has one.',
    remedy: 'Fill in the branch, or leave it empty for a super admin.',
  }),
  use_fixed: () => ({
    wrong: 'A reason keeps what it is used for.',
    remedy: 'Make a new reason with a code of its own.',
  }),
  not_a_login: () => ({
    wrong: 'A login is made of small letters, digits and - . _',
    remedy: 'Take out spaces and other signs.',
  }),
  not_a_zone: (zone: string) => ({
    wrong: `There is no time zone ${zone}.`,
    remedy: 'Write it as Africa/Johannesburg.',
  }),
  branch_in_use: (first: string) => ({
    wrong: 'This branch cannot be retired yet.',
    remedy: first,
  }),
  zone_fixed: () => ({
    wrong: 'A branch keeps its time zone once it has documents.',
    remedy: 'Leave it as it is.',
  }),
} satisfies Record<string, (...args: never[]) => ProblemWords>
