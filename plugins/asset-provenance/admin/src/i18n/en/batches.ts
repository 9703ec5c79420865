/** Many launches from one table. */
export const batches = {
  'batches.title': 'Batches',
  'batches.subtitle': 'Tables of launches, and what became of each row.',
  'batches.empty': 'No table was launched yet.',
  'batch.from-form': 'Launch many from a table',
  'batch.new': 'New batch',
  'batch.new.subtitle': 'One table, one task a row. All of it is launched, or nothing.',
  'batch.common': 'What all rows have in common',
  'batch.common.about': 'About',
  'batch.common.change': 'Change',
  'batch.common.fill': 'Fill in the form',
  'batch.common.none':
    'Nothing yet. Say in the form what holds for every row, and go on from there with “Launch many from a table”.',
  'batch.name': 'Name',
  'batch.name.hint': 'By which you and others find it again.',
  'batch.copy-id': 'Copy the ID of the batch',
  'batch.table.title': 'Table',
  'batch.table': 'Rows, below a row of headers',
  'batch.table.hint':
    'Paste cells from Excel or another spreadsheet, or text with commas. A file can be dropped on the page.',
  'batch.table.placeholder': 'Prompt\tSubject\nA red canvas bag on a wooden table\tCanvas bag',
  'batch.file.choose': 'Choose a CSV file',
  'batch.file.remove': 'Remove the file',
  'batch.file.drop': 'Let go to read the table',
  'batch.file.large': 'The file is larger than {most}. Divide the table.',
  'batch.file.unreadable': 'Your browser could not read the file. Choose it again.',
  'batch.encoding.utf-8': 'Read as UTF-8',
  'batch.encoding.utf-16le': 'Read as UTF-16',
  'batch.encoding.gb18030': 'Read as GBK (GB18030)',
  'batch.template': 'Download a template',
  'batch.template.name': 'batch-template',
  'batch.columns': 'Which columns there are',
  'batch.columns.hint':
    'Every column may be left out, and so may cells: then what all rows have in common stands. Headers are understood in both languages. A provider’s own parameters have columns such as extras.name.',
  'batch.problem': '{field}: {problem}',
  'batch.rows': '{count, plural, one {# row} other {# rows}}',
  'batch.rows.filter': 'Which rows',
  'batch.rows.all': 'All rows',
  'batch.rows.wrong': 'Only with problems ({count})',
  'batch.row': 'Row',
  'batch.row.number': 'Row {row}',
  'batch.row.fine': 'Ready',
  'batch.row.repeat': 'Was launched lately: that task answers.',
  'batch.row.same': 'The same as row {row}.',
  'batch.row.earlier': 'Answered with an earlier task',
  'batch.row.former': 'Attempt {attempt}',
  'batch.row.hidden': 'You may not see this task.',
  'batch.what': 'What',
  'batch.remarks': 'Remarks',
  'batch.totals':
    '{tasks, plural, one {# task} other {# tasks}}, {outputs, plural, one {# result} other {# results}}',
  'batch.totals.none': 'What it would make and cost is said here once there is a table.',
  'batch.price.unknown': 'The price of some rows is not known.',
  'batch.repeats':
    '{count, plural, one {# row is there already} other {# rows are there already}}; nothing is paid twice.',
  'batch.repeats.reason': 'Reason to launch them anyway',
  'batch.repeats.reason.hint': 'Optional. With a reason they become new tasks.',
  'batch.launch': '{count, plural, one {Launch # task} other {Launch # tasks}}',
  'batch.all-or-nothing': 'All rows are launched together, or none of them.',
  'batch.why.empty': 'Paste a table or choose a file first.',
  'batch.why.checking': 'The table is being checked.',
  'batch.why.problems':
    '{count, plural, one {# row has to be mended first.} other {# rows have to be mended first.}}',
  'batch.why.repeats': 'Every row is there already. Give a reason to launch them anyway.',
  'batch.why.budget': 'There is no room in a budget.',
  'batch.unsure': 'It is not known whether it was launched.',
  'batch.unsure.text':
    'The answer of the server did not come. Press the button again: if it was launched, it opens, and nothing is launched twice.',
  'batch.unread': 'The table could not be checked.',
  'batch.launched-before': 'The table as it was before has been launched after all.',
  'batch.launched-before.text':
    'Look under Batches. Press the button again to launch this table as well.',
  'batch.refused.row': 'Row {row} · {problem}',
  'batch.column.rows': 'Rows',
  'batch.column.history': 'History',
  'batch.progress': 'How far it is',
  'batch.hidden': '{count, plural, one {# that you may not see} other {# that you may not see}}',
  'batch.ended':
    '{failed, plural, =0 {All tasks have ended.} one {All tasks have ended; # failed.} other {All tasks have ended; # failed.}}',
  'batch.failed': 'Failed ({count})',
  'batch.relaunch':
    '{count, plural, one {Launch the failed one again} other {Launch the # failed again}}',
  'batch.relaunch.title': 'Launch what failed again',
  'batch.relaunch.text':
    'First only what costs nothing: the same task is tried again, or what was not billed is launched anew. Rows that can only be had by paying again are named, and left alone until you say so.',
  'batch.relaunch.nothing': 'There is nothing of yours to launch again any more.',
  'batch.relaunch.act': '{count, plural, one {Launch # again} other {Launch # again}}',
  'batch.relaunch.pay':
    '{count, plural, one {Launch # again and pay again} other {Launch # again and pay again}}',
  'batch.relaunch.must-pay':
    '{count, plural, one {# row has to be paid again} other {# rows have to be paid again}}',
  'batch.relaunch.refused':
    '{count, plural, one {# row cannot be launched again} other {# rows cannot be launched again}}',
  'batch.relaunch.retried':
    '{count, plural, one {# row is tried again} other {# rows are tried again}}',
  'batch.relaunch.launched':
    '{count, plural, one {# row is launched again} other {# rows are launched again}}',
  'batch.spend.approve.effect':
    'All tasks of the batch that wait are sent to the provider at once.',
  'batch.spend.refuse.effect':
    'All tasks of the batch that wait are cancelled, nothing of them is sent, and what was reserved is free again.',
  'batch.spend.refuse.done': 'The spending is refused; the tasks are cancelled.',
} as const;
