import { loginHint } from '../login-hint.ts';

/** Cosign, which signs images and checks their signatures. */
export const cosignLogin = loginHint({
  id: 'cosign-login',
  title: 'Cosign login',
  words: 'cosign sigstore sign verify attest signature login',
  purpose: 'Signs cosign in, to sign images and to check signatures.',
  reader:
    'cosign, which keeps the login in docker’s config.json: ~/.docker, or where DOCKER_CONFIG points.',
  fileName: 'harbor-cosign.txt',
  tool: 'cosign',
  then: ['cosign verify --key cosign.pub HOST/PROJECT/REPOSITORY@DIGEST'],
  beware: [
    'Signatures are pushed beside the image: cosign sign needs a robot that may push there.',
    'One login for a host: what docker had for it is replaced.',
  ],
});
