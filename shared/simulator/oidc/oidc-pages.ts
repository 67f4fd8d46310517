const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (found) => ESCAPES[found] ?? '');

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 22rem; margin: 4rem auto; padding: 0 1rem }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit }
  input { margin: .25rem 0 1rem; padding: .4rem } button { margin-top: .5rem; padding: .5rem }
  [role=alert] { color: #b00020 }
</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>
`;

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escape(value)}">`;

/** Asks for name and password. `transaction` is the sign-in it belongs to. */
export const loginPage = (title: string, transaction: string, hint: string, problem = ''): string =>
  page(
    title,
    `${problem === '' ? '' : `<p role="alert">${escape(problem)}</p>`}<form method="post" action="/login">
${hidden('transaction', transaction)}
<label>User name<input name="username" autocomplete="off" autofocus></label>
<label>Password<input name="password" type="password" autocomplete="off"></label>
<button>Sign in</button></form><p>${escape(hint)}</p>`,
  );

/** Asks whether Harbor may know who signed in. */
export const consentPage = (transaction: string, username: string): string =>
  page(
    'Harbor wants to know who you are',
    `<p>It will see your name, your mail address and your groups, ${escape(username)}.</p>
<form method="post" action="/consent">${hidden('transaction', transaction)}
<button name="answer" value="yes">Allow</button>
<button name="answer" value="no">Refuse</button></form>`,
  );

export const problemPage = (problem: string): string =>
  page('This sign-in cannot go on', `<p role="alert">${escape(problem)}</p>`);

/** What Harbor's portal shows at /oidc-onboard, with the calls that the portal makes. */
export const onboardPage = (username: string): string =>
  page(
    'Choose a user name',
    `<form id="onboard"><label>User name<input name="username" value="${escape(username)}"></label>
<p role="alert" id="problem"></p><button>Save</button></form>
<script>
  document.getElementById('onboard').addEventListener('submit', async (event) => {
    event.preventDefault();
    const seen = await fetch('/api/v2.0/systeminfo');
    const answer = await fetch('/c/oidc/onboard', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-harbor-csrf-token': seen.headers.get('x-harbor-csrf-token'),
      },
      body: JSON.stringify({ username: new FormData(event.target).get('username') }),
    });
    if (answer.ok) location.assign('/');
    else document.getElementById('problem').textContent = (await answer.json()).errors[0].message;
  });
</script>`,
  );
