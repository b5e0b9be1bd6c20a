CREATE TABLE `case_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`kind` text NOT NULL,
	`actor` text NOT NULL,
	`data` text NOT NULL,
	`turn_id` text,
	`delivery_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "case_entries_kind" CHECK("case_entries"."kind" = 'opened' or "case_entries"."kind" = 'added' or "case_entries"."kind" = 'photo' or "case_entries"."kind" = 'status' or "case_entries"."kind" = 'assigned' or "case_entries"."kind" = 'note' or "case_entries"."kind" = 'said' or "case_entries"."kind" = 'answered' or "case_entries"."kind" = 'taken_over' or "case_entries"."kind" = 'handed_back' or "case_entries"."kind" = 'edited' or "case_entries"."kind" = 'support' or "case_entries"."kind" = 'merged' or "case_entries"."kind" = 'linked' or "case_entries"."kind" = 'reopened' or "case_entries"."kind" = 'due' or "case_entries"."kind" = 'escalated' or "case_entries"."kind" = 'alerted' or "case_entries"."kind" = 'disaster' or "case_entries"."kind" = 'help_answer')
);
--> statement-breakpoint
CREATE INDEX `case_entries_case` ON `case_entries` (`case_id`,`at`);--> statement-breakpoint
CREATE TABLE `case_links` (
	`case_id` text NOT NULL,
	`other_id` text NOT NULL,
	`why` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `other_id`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "case_links_status" CHECK("case_links"."status" = 'open' or "case_links"."status" = 'same' or "case_links"."status" = 'different')
);
--> statement-breakpoint
CREATE INDEX `case_links_other` ON `case_links` (`other_id`);--> statement-breakpoint
CREATE TABLE `case_supports` (
	`case_id` text NOT NULL,
	`rule` text NOT NULL,
	`amount_vnd` integer,
	`rice_kg` integer,
	`people` integer,
	`status` text NOT NULL,
	`note` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `rule`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "case_supports_status" CHECK("case_supports"."status" = 'proposed' or "case_supports"."status" = 'decided' or "case_supports"."status" = 'given' or "case_supports"."status" = 'refused'),
	CONSTRAINT "case_supports_amount" CHECK("case_supports"."amount_vnd" is null or "case_supports"."amount_vnd" >= 0),
	CONSTRAINT "case_supports_rice" CHECK("case_supports"."rice_kg" is null or "case_supports"."rice_kg" >= 0)
);
--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`closed_reason` text,
	`danger` integer NOT NULL,
	`organisation` text,
	`commune` text,
	`province` text,
	`contact_id` text,
	`disaster_id` text,
	`matter` text NOT NULL,
	`report` text NOT NULL,
	`score` integer NOT NULL,
	`reasons` text NOT NULL,
	`assignee` text,
	`due_at` integer,
	`escalated_at` integer,
	`unread` integer NOT NULL,
	`merged_into` text,
	`opened_at` integer NOT NULL,
	`seen_at` integer,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`disaster_id`) REFERENCES `disasters`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cases_kind" CHECK("cases"."kind" = 'hardship' or "cases"."kind" = 'question'),
	CONSTRAINT "cases_status" CHECK("cases"."status" = 'new' or "cases"."status" = 'seen' or "cases"."status" = 'verified' or "cases"."status" = 'decided' or "cases"."status" = 'supported' or "cases"."status" = 'confirmed' or "cases"."status" = 'closed'),
	CONSTRAINT "cases_closed_reason" CHECK("cases"."closed_reason" = 'helped' or "cases"."closed_reason" = 'duplicate' or "cases"."closed_reason" = 'not_found' or "cases"."closed_reason" = 'not_true' or "cases"."closed_reason" = 'not_covered' or "cases"."closed_reason" = 'other_place' or "cases"."closed_reason" = 'withdrawn' or "cases"."closed_reason" = 'no_answer' or "cases"."closed_reason" = 'answered'),
	CONSTRAINT "cases_danger" CHECK("cases"."danger" = 0 or "cases"."danger" = 1),
	CONSTRAINT "cases_closed" CHECK(("cases"."status" = 'closed') = ("cases"."closed_reason" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_code` ON `cases` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_one_open` ON `cases` (`contact_id`,`kind`,`matter`) WHERE "cases"."contact_id" is not null and "cases"."status" <> 'closed' and "cases"."status" <> 'confirmed';--> statement-breakpoint
CREATE INDEX `cases_contact` ON `cases` (`contact_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `cases_commune` ON `cases` (`commune`,`status`);--> statement-breakpoint
CREATE INDEX `cases_due` ON `cases` (`due_at`) WHERE "cases"."due_at" is not null;--> statement-breakpoint
CREATE TABLE `check_ins` (
	`disaster_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`address_id` text,
	`commune` text,
	`status` text NOT NULL,
	`asked_at` integer,
	`answered_at` integer,
	`followed_up_at` integer,
	`help` text,
	`help_answered_at` integer,
	PRIMARY KEY(`disaster_id`, `contact_id`),
	FOREIGN KEY (`disaster_id`) REFERENCES `disasters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`address_id`) REFERENCES `addresses`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "check_ins_status" CHECK("check_ins"."status" = 'asked' or "check_ins"."status" = 'safe' or "check_ins"."status" = 'need_help'),
	CONSTRAINT "check_ins_help" CHECK("check_ins"."help" = 'full' or "check_ins"."help" = 'part' or "check_ins"."help" = 'none')
);
--> statement-breakpoint
CREATE INDEX `check_ins_contact` ON `check_ins` (`contact_id`);--> statement-breakpoint
CREATE TABLE `disasters` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hazard` text NOT NULL,
	`status` text NOT NULL,
	`communes` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`words` text,
	`cap_ids` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`opened_at` integer,
	`closed_at` integer,
	`version` integer NOT NULL,
	CONSTRAINT "disasters_hazard" CHECK("disasters"."hazard" = 'flood' or "disasters"."hazard" = 'flash_flood' or "disasters"."hazard" = 'landslide' or "disasters"."hazard" = 'storm' or "disasters"."hazard" = 'whirlwind' or "disasters"."hazard" = 'hail' or "disasters"."hazard" = 'fire' or "disasters"."hazard" = 'drought' or "disasters"."hazard" = 'saltwater' or "disasters"."hazard" = 'cold' or "disasters"."hazard" = 'earthquake' or "disasters"."hazard" = 'epidemic' or "disasters"."hazard" = 'accident' or "disasters"."hazard" = 'other'),
	CONSTRAINT "disasters_status_word" CHECK("disasters"."status" = 'draft' or "disasters"."status" = 'open' or "disasters"."status" = 'closed' or "disasters"."status" = 'exercise')
);
--> statement-breakpoint
CREATE INDEX `disasters_status` ON `disasters` (`status`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`turn_id` text NOT NULL,
	`case_id` text,
	`door` text NOT NULL,
	`ref` text NOT NULL,
	`status` text NOT NULL,
	`why` text,
	`mime` text,
	`size` integer,
	`sha256` text,
	`bytes` blob,
	`tries` integer NOT NULL,
	`next_at` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "media_door" CHECK("media"."door" = 'telegram' or "media"."door" = 'twilio' or "media"."door" = 'zalo' or "media"."door" = 'zalo-bot' or "media"."door" = 'sms-phone' or "media"."door" = 'esms' or "media"."door" = 'simulator'),
	CONSTRAINT "media_status" CHECK("media"."status" = 'wanted' or "media"."status" = 'kept' or "media"."status" = 'refused' or "media"."status" = 'lost')
);
--> statement-breakpoint
CREATE INDEX `media_case` ON `media` (`case_id`);--> statement-breakpoint
CREATE INDEX `media_next` ON `media` (`status`,`next_at`);--> statement-breakpoint
CREATE INDEX `media_sha256` ON `media` (`sha256`);--> statement-breakpoint
CREATE UNIQUE INDEX `media_once` ON `media` (`turn_id`,`ref`);--> statement-breakpoint
ALTER TABLE `contacts` ADD `name` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `paused_by` text;