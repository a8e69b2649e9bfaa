// Korean: what is said at the door.

export const words = {
  tagline: "열 명까지, 도란도란 이야기 나누는 방.",
  tagline_invited: "방에 초대받으셨어요. 로그인하거나 가입하고 들어오세요.",
  log_in: "로그인",
  sign_up: "가입하기",
  have_account: "이미 계정이 있으신가요?",
  no_account: "처음이신가요?",
  username_hint: "글자, 숫자, _ - . 로 2~20자. 다른 사람이 이 아이디로 초대합니다.",
  display_name: "이름",
  display_name_hint: "다른 사람에게 보이는 이름입니다. 비워 두면 아이디가 보입니다.",
  optional: "(선택)",
  password: "비밀번호",
  password_hint: "8자 이상.",
  signed_out_notice: "로그아웃되었습니다. 쓰던 글은 그대로 있습니다.",
  error_wrong_credentials: "아이디나 비밀번호가 맞지 않습니다.",
  error_username_taken: "이미 쓰고 있는 아이디입니다.",
  error_username_invalid: "아이디는 글자나 숫자로 시작하고 글자, 숫자, _ - . 로 2~20자여야 합니다.",
  error_display_name_invalid: "이름은 한 줄, 1~30자여야 합니다.",
  error_password_common: "너무 흔한 비밀번호입니다. 다른 비밀번호를 정해 주세요.",
  error_password_too_short: "비밀번호는 8자 이상이어야 합니다.",
  error_password_too_long: "비밀번호는 128자까지 쓸 수 있습니다.",
};
