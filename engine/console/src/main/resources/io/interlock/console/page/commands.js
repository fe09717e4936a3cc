/* What an operator may command: its route, its role, its words. The engine alone judges. */

export const COMMANDS = [
  { id: 'override-on', name: 'Override on', verb: 'Refuse new risk in', role: 'operator', path: 'override', more: { enabled: true },
    help: 'Refuses OPEN here and below. The level stays as it is.', tone: 'caution' },
  { id: 'override-off', name: 'Override off', verb: 'Lift the override of', role: 'operator', path: 'override', more: { enabled: false },
    help: 'Lets OPEN pass again, as far as the level does.', tone: 'danger' },
  { id: 'confirm', name: 'Confirm', verb: 'Confirm', role: 'operator', path: 'confirm', more: {},
    help: 'Leaves HALT once its cooldown is over and no cause stands.', tone: 'caution' },
  { id: 'recover', name: 'Recover', verb: 'Force the recovery of', role: 'admin', path: 'recover', more: {},
    help: 'To CLOSED at once, from any level below SHUTDOWN, and forgets what led there.', tone: 'danger' },
  { id: 'reset', name: 'Reset', verb: 'Reset', role: 'admin', path: 'reset', more: {},
    help: 'Back from SHUTDOWN, after a restart of the engine.', tone: 'danger' },
  { id: 'kill', name: 'Kill', verb: 'Kill', role: 'admin', path: 'kill', more: {}, reasonless: true,
    help: 'SHUTDOWN here and below, at once. Only a restart and a reset lead back.', tone: 'kill' },
  { id: 'accept-JOURNAL', name: 'Accept JOURNAL', verb: 'Accept the journal’s failure in', role: 'admin', path: 'accept',
    more: { cause: 'JOURNAL' }, root: true, help: 'The journal begins a new cycle; its cause stands no longer.', tone: 'danger' },
  { id: 'accept-JOURNAL_DAMAGE', name: 'Accept JOURNAL_DAMAGE', verb: 'Accept the journal’s damage in', role: 'admin', path: 'accept',
    more: { cause: 'JOURNAL_DAMAGE' }, root: true, help: 'Somebody has looked at the damage; its cause stands no longer.', tone: 'danger' },
  { id: 'accept-RESTARTS', name: 'Accept RESTARTS', verb: 'Accept the restarts of', role: 'admin', path: 'accept',
    more: { cause: 'RESTARTS' }, root: true, help: 'Somebody knows why it restarted; its cause stands no longer.', tone: 'danger' },
];

/** Those that make sense of a scope: an accept belongs to the root, while its cause stands. */
export function offered(scope)
{
  const stands = new Set((scope?.causes ?? []).filter(cause => cause.stands).map(cause => cause.cause));
  return COMMANDS.filter(command => !command.root || scope?.scope === '' && stands.has(command.more.cause));
}

/** What is most likely wanted of a scope as it is. */
export function likely(scope)
{
  if (scope?.recovery?.awaiting_confirmation)
  {
    return 'confirm';
  }
  if (scope?.own_level === 'SHUTDOWN')
  {
    return 'reset';
  }
  if (scope?.own_override)
  {
    return 'override-off';
  }
  return scope && scope.own_level !== 'CLOSED' ? 'recover' : 'override-on';
}

/** What is sent. */
export function bodyOf(command, scope, reason, dry)
{
  const body = { ...command.more };
  if (command.path !== 'accept')
  {
    body.scope = scope;
  }
  if (reason !== '')
  {
    body.reason = reason;
  }
  if (dry)
  {
    body.dry_run = true;
  }
  return body;
}
