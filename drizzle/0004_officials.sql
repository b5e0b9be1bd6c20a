CREATE TABLE `official_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`official_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`password` text,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`official_id`) REFERENCES `officials`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `official_accounts_official` ON `official_accounts` (`official_id`);--> statement-breakpoint
CREATE TABLE `official_passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`official_id` text NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`aaguid` text,
	`created_at` integer,
	FOREIGN KEY (`official_id`) REFERENCES `officials`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `official_passkeys_official` ON `official_passkeys` (`official_id`);--> statement-breakpoint
CREATE INDEX `official_passkeys_credential` ON `official_passkeys` (`credential_id`);--> statement-breakpoint
CREATE TABLE `official_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`official_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`proved_at` integer,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`official_id`) REFERENCES `officials`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `official_sessions_token` ON `official_sessions` (`token`);--> statement-breakpoint
CREATE INDEX `official_sessions_official` ON `official_sessions` (`official_id`);--> statement-breakpoint
CREATE TABLE `official_tries` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `official_two_factors` (
	`id` text PRIMARY KEY NOT NULL,
	`official_id` text NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`verified` integer,
	`failed_verification_count` integer,
	`locked_until` integer,
	FOREIGN KEY (`official_id`) REFERENCES `officials`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `official_two_factors_official` ON `official_two_factors` (`official_id`);--> statement-breakpoint
CREATE TABLE `official_verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `official_verifications_identifier` ON `official_verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `officials` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`two_factor_enabled` integer,
	`role` text NOT NULL,
	`communes` text NOT NULL,
	`provinces` text NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "officials_role" CHECK("officials"."role" = 'commune_officer' or "officials"."role" = 'commune_leader' or "officials"."role" = 'province_officer' or "officials"."role" = 'policy_staff' or "officials"."role" = 'administrator')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `officials_email` ON `officials` (`email`);