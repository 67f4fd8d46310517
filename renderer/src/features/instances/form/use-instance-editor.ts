import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import type { InstanceDraft, InstanceView } from '../../../../../shared/contract/instances.ts';
import { call, useTask } from '../../../api/index.ts';
import { readAddress } from '../address.ts';
import type { FormContext } from './form-context.ts';
import { draftOf } from './instance-form.ts';
import { useInstances } from '../instances-store.ts';
import type { TestRemedy } from './test-words.ts';
import { useConnectionTest } from './use-connection-test.ts';
import { useSignIn } from '../use-sign-in.ts';

/** What decides whether a connection works: all that a test tests, as one comparable text. */
function connectionOf({ config, login, secrets }: InstanceDraft): string {
  const { url, allowHttp, trust, clientCertificate, proxy } = config;
  return JSON.stringify([url, allowHttp, trust, clientCertificate, proxy, login, secrets]);
}

/** The order of the page, so that the first wrong field gets the focus. */
const PAGE_ORDER = [
  'url',
  'allowHttp',
  'name',
  'username',
  'password',
  'group',
  'tags',
  'trust',
  'caPem',
  'certificateFile',
  'keyFile',
  'proxyUrl',
  'parallel',
] as const;

/** What the add and edit page does with its form: test, trust a certificate, save. */
export function useInstanceEditor(context: FormContext, saved: InstanceView | null) {
  const { form, problems } = context;
  const router = useRouter();
  const store = useInstances();
  const test = useConnectionTest();
  const signIn = useSignIn();
  const isCertificateOpen = ref(false);

  const draft = computed(() => draftOf(form.value, saved));
  const start = JSON.stringify(draft.value);
  const startConnection = connectionOf(draft.value);
  const isSaved = ref(false);
  /** Another page was asked for while this one was being saved. */
  const isLeaving = ref(false);
  const isDirty = computed(() => !isSaved.value && JSON.stringify(draft.value) !== start);
  const connection = computed(() => connectionOf(draft.value));
  const testedConnection = ref('');
  const isOutdated = computed(() => testedConnection.value !== connection.value);
  const isTested = computed(() => test.report.value?.ok === true && !isOutdated.value);
  /** Nothing that a test could tell was changed. */
  const needsTest = computed(() => saved === null || connection.value !== startConnection);
  const host = computed(() => readAddress(form.value.url).host);

  /** Shows every problem and leads to the first that is not to be left out; true if there is none. */
  async function isComplete(except: readonly string[]): Promise<boolean> {
    const first = PAGE_ORDER.find((field) => field in problems.value && !except.includes(field));
    if (first === undefined) return true;
    context.touchAll();
    await context.focusOn(first);
    return false;
  }

  async function runTest(): Promise<void> {
    // A certificate can only be trusted after a test has shown it.
    if (!(await isComplete(['trust']))) return;
    signIn.reset();
    testedConnection.value = connection.value;
    await test.run(draft.value);
  }

  async function trust(sha256: string): Promise<void> {
    form.value.trust = 'pin';
    form.value.pinSha256 = sha256;
    isCertificateOpen.value = false;
    await runTest();
  }

  async function follow(remedy: TestRemedy): Promise<void> {
    if (remedy.kind === 'certificate') isCertificateOpen.value = true;
    else if (remedy.kind === 'field') await context.focusOn(remedy.field);
    else if (remedy.kind === 'sign-in') await signInHere();
    else {
      if (remedy.kind === 'address') form.value.url = remedy.url;
      if (remedy.kind === 'login-kind') form.value.loginKind = remedy.login;
      signIn.reset();
      const needsMore = remedy.kind === 'login-kind' && remedy.login === 'user';
      if (needsMore) await context.focusOn('username');
      else await runTest();
    }
  }

  /** The test goes on where it stopped, as soon as somebody is signed in. */
  async function signInHere(): Promise<void> {
    const who = await signIn.run({ draft: draft.value });
    if (who !== null) await runTest();
  }

  const save = useTask(async () => {
    if (!(await isComplete([]))) return null;
    await test.cancel();
    const view = await call('instances.save', draft.value);
    isSaved.value = true;
    store.put(view);
    return view;
  });
  let saving: Promise<InstanceView | null | undefined> = Promise.resolve(null);

  /** Saves, and goes on to what was saved, unless the user is on the way elsewhere. */
  async function submit(): Promise<void> {
    if (save.running.value) return;
    const place = router.currentRoute.value.fullPath;
    const goesToRobots = saved === null && isTested.value;
    saving = save.run();
    const view = await saving;
    const isHere = router.currentRoute.value.fullPath === place && !isLeaving.value;
    if (!view || !isHere) return;
    await router.push(
      goesToRobots ? { name: 'robots', query: { in: view.config.id } } : { name: 'instances' },
    );
  }

  return {
    test,
    signIn,
    host,
    isDirty,
    isOutdated,
    isTested,
    needsTest,
    isCertificateOpen,
    runTest,
    trust,
    follow,
    save,
    submit,
    isLeaving,
    saving: () => saving,
  };
}
